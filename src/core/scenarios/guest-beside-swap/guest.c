/*
 * A guest runs code of its own. Its memory are pages of the VMM's: code, a
 * translation table, data. The host is short of memory, and one of its threads
 * swaps the page of data out: before the guest has touched it, between any two
 * of the guest's instructions, or behind them.
 */
#define GUEST_PAGES	3
#define VMM_DATA	(USER_BASE + 2 * PAGE_SIZE)

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

/* The host's thread that makes room. */
void host_makes_room(int who)
{
	shrink_page(pte_page(ptep_get(pte_offset_map(&mms[who], VMM_DATA))), VMM_DATA);
}
