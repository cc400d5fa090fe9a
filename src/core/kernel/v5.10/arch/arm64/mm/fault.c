/*
 * A user address that could not be used as it is mapped. Makes it usable and
 * answers 0, or says what is wrong.
 *
 * Stands for: do_page_fault, arch/arm64/mm/fault.c, v5.10
 */
vm_fault_t do_page_fault(struct mm_struct *mm, u64 addr, u32 flags)
{
	vm_fault_t fault = VM_FAULT_SIGSEGV;
	vm_flags_t vm_flags = flags & FAULT_FLAG_WRITE ? VM_WRITE : VM_READ;
	struct vm_area_struct *vma;

	addr = untagged_addr(addr);
	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	if (vma && (vma->vm_flags & vm_flags))
		fault = handle_mm_fault(mm, vma, addr, flags);
	mmap_read_unlock(mm);

	return fault & VM_FAULT_ERROR;
}

/*
 * The access was not performed, and the program ends. si_addr carries no tag
 * bits, as without SA_EXPOSE_TAGBITS.
 *
 * Stands for: do_tag_check_fault, arch/arm64/mm/fault.c, v5.10
 */
static void do_tag_check_fault(u64 far)
{
	force_sig_fault(SIGSEGV, SEGV_MTESERR, untagged_addr(far));
}

/*
 * A tag store to an address that is no granule's: the program ends.
 *
 * Stands for: do_alignment_fault, arch/arm64/mm/fault.c, v5.10
 */
static void do_alignment_fault(u64 far)
{
	force_sig_fault(SIGBUS, BUS_ADRALN, untagged_addr(far));
}

/*
 * An access of user space faulted, other than by a tag: true if the page is there now.
 *
 * Stands for: do_page_fault, arch/arm64/mm/fault.c, v5.10
 */
static bool handles_page_fault(struct mm_struct *mm, u64 far, u32 flags)
{
	if (!do_page_fault(mm, far, flags))
		return true;
	force_sig_fault(SIGSEGV, SEGV_MAPERR, untagged_addr(far));
	return false;
}

/*
 * An access of user space faulted: `fault` is minus the code that the hardware
 * gave. True if it may be tried again; else the program has its signal.
 *
 * Stands for: do_mem_abort, arch/arm64/mm/fault.c, v5.10
 */
bool do_mem_abort(struct mm_struct *mm, u64 far, s64 fault, u32 flags)
{
	check_mte_async_tcf();
	if (fault == -FAULT_TAG_CHECK) {
		do_tag_check_fault(far);
		return false;
	}
	if (fault == -FAULT_ALIGNMENT) {
		do_alignment_fault(far);
		return false;
	}
	return handles_page_fault(mm, far, flags) && do_notify_resume();
}
