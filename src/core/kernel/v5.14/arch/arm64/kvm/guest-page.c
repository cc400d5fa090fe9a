/*
 * COPY_TAGS stands in guest.c in Linux, all of it. Here it is in three files,
 * since releases change one part and not the others: guest.c has the checks
 * and the loop, guest-tags.c what is done with the tags of one page.
 */

/*
 * One page; 0 or -EFAULT. A page that is to be written must be writable for
 * the guest, so a read-only slot will not do.
 */
static int mte_copy_page(struct kvm *kvm, struct mm_struct *mm, gfn_t gfn, void __user *tags, bool write)
{
	struct kvm_pfn found = gfn_to_pfn_prot(kvm, gfn, write, false);
	struct page *page;
	bool copied;

	if (is_error_noslot_pfn(found.pfn))
		return -EFAULT;

	page = pfn_to_online_page(found.pfn);
	if (!page)
		return -EFAULT;

	if (write)
		copied = mte_copy_page_from_vmm(mm, page, tags);
	else
		copied = mte_copy_page_to_vmm(mm, page, tags);
	return copied ? 0 : -EFAULT;
}
