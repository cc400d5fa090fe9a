/*
 * The VMM has the guest's memory, a page of tmpfs, a second time in its address
 * space: there with PROT_MTE. It gives this address as the buffer from which
 * tags are to be copied into that same page. Nobody has touched the second
 * mapping yet, so reading the buffer takes a page fault, which maps the page
 * with tags and asks for them to be valid. Another thread of the VMM reads a
 * tag there.
 *
 *	page 0	the guest's memory, mapped without tags
 *	page 1	the same page of tmpfs, mapped with tags: the buffer
 *	page 2	the argument of the call
 */
#define ALIAS		(USER_BASE + PAGE_SIZE)
#define ARGUMENT	(USER_BASE + 2 * PAGE_SIZE)

/* What the ioctl has answered. */
s64 copied;

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	share_page(vmm, 1);
	do_mmap(vmm, 1, ALIAS, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE, MAP_SHARED, 0);
	do_mmap(vmm, 0, ARGUMENT, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	vmm_prepares_copy_tags(vmm, ARGUMENT, IPA_BASE, ALIAS, TAGS_TO_GUEST);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
}

/* The VMM copies tags into the page, out of the page. */
void vmm_copies(int who)
{
	copied = vmm_copies_tags(&mms[who], ARGUMENT);
}

/* Another thread of the VMM looks at a tag of the second mapping. */
void vmm_looks(int who)
{
	user_ldg(&mms[who], ALIAS);
}
