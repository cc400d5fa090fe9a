/*
 * CPUs without FEAT_MTE, and a VMM that has nothing yet and waits for calls. Its
 * memory, at USER_BASE: a page for the guest, one for the arguments of calls, one
 * for what they point to.
 */
void prologue(void)
{
	boot();
	vmm_starts(&mms[0]);
}
