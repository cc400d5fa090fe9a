/*
 * A guest touches a page for the first time while its VMM maps the same page
 * with tags. The memory is private, as that of most VMs is: no other process
 * has it.
 *
 * The threads run vcpu_runs(0) and process_mprotects(0).
 */
void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
}
