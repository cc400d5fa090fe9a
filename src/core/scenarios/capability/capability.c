/*
 * A VMM that has nothing yet: no VM, and /dev/kvm not opened. It waits for
 * calls. Its memory, at USER_BASE: a page for the guest, one for the arguments
 * of calls, one for what they point to.
 */
void prologue(void)
{
	boot();
	vmm_starts(&mms[0]);
}
