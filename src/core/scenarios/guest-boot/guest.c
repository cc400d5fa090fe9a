/*
 * A guest runs code of its own. Its memory are pages of the VMM's: code, a
 * translation table, data.
 */
#define GUEST_PAGES	3

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];
	u32 i;

	boot();
	do_mmap(vmm, 0, USER_BASE, GUEST_PAGES * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	for (i = 0; i < GUEST_PAGES; i++)
		user_str(vmm, USER_BASE + i * PAGE_SIZE, 0);
	vmm_makes_vm(0, vmm, GUEST_PAGES * PAGE_SIZE);
	guest_code_starts(0, vmm);
}

/* The VMM's thread for the vCPU. */
void vcpu_thread(int vm)
{
	vmm_runs_vcpu(vm);
}
