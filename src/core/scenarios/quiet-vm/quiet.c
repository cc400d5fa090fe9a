/*
 * A VM whose vCPU does not run, and a VMM that waits for calls. Guest memory:
 *
 *	IPA 0x40000	page 0, tagged by the guest
 *	IPA 0x41000	page 1, tagged by the guest
 *	IPA 0x42000	page 2, used by the VMM only: its tags are not valid
 *	IPA 0x43000	page 3, touched by nobody yet
 *	IPA 0x46000	read-only slot of one page; the two pages before are in no slot
 *
 * The VMM has it at USER_BASE, the read-only page behind it, then a page for
 * the arguments of calls and a page for tags; what follows is not mapped. A
 * second VM (file 5) has the same memory, and MTE is not enabled for it.
 */
#define ROM_IPA		(IPA_BASE + 6 * PAGE_SIZE)
#define ROM_HVA		(USER_BASE + 4 * PAGE_SIZE)
#define BUFFER_HVA	(USER_BASE + 5 * PAGE_SIZE)

/* What the heap of the guest would like its pages to look like. */
tags_t guest_pattern[2];

/* The VMM writes to each of these pages, so that they are there. */
static void touch_pages(struct mm_struct *mm, u64 addr, u32 npages)
{
	for (; npages > 0; npages--) {
		user_str(mm, addr, 0);
		addr += PAGE_SIZE;
	}
}

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, 0, USER_BASE, 4 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(vmm, 0, ROM_HVA, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(vmm, 0, BUFFER_HVA, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	touch_pages(vmm, USER_BASE, 3);
	touch_pages(vmm, ROM_HVA, 3);

	vmm_makes_vm(0, vmm, 4 * PAGE_SIZE);
	kvm_set_memory_region(&kvms[0], 1, KVM_MEM_READONLY, ROM_IPA, PAGE_SIZE, ROM_HVA);

	kvm_create_vm(&kvms[1], vmm);
	kvm_set_memory_region(&kvms[1], 0, 0, IPA_BASE, 4 * PAGE_SIZE, USER_BASE);

	heap_tags(&guest_pattern[0], 0x9e57);
	heap_tags(&guest_pattern[1], 0xfeed);
	guest_fills_page(&kvms[0], IPA_BASE, &guest_pattern[0]);
	guest_fills_page(&kvms[0], IPA_BASE + PAGE_SIZE, &guest_pattern[1]);
}
