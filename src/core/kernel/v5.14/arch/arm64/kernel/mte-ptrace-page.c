/*
 * Whether a debugger may have the tags of a page: if the tracee maps it with
 * PROT_MTE. (Linux also warns, once, of a page that is not marked; it goes on.
 * The model has no warnings.)
 *
 * Stands for: access_remote_tags, arch/arm64/kernel/mte.c, v5.12
 */
static bool page_tags_accessible(struct mm_struct *child, u64 addr, struct page *page)
{
	return (find_vma(child, untagged_addr(addr))->vm_flags & VM_MTE) != 0;
}
