/*
 * The VMM asks for the tags of a page that the guest is using: the first pass
 * of a live migration, say. The guest gives two granules a new tag, one after
 * the other; the buffer begins in one page and ends in the next, so the copy
 * goes in two steps.
 *
 *	page 0	the guest's memory
 *	page 1	the argument of the call; at its end, the first half of the buffer
 *	page 2	the second half
 */
#define ARGUMENT	(USER_BASE + PAGE_SIZE)
#define BUFFER		(USER_BASE + 2 * PAGE_SIZE - 128)
#define FIRST		(IPA_BASE + 0x10 * MTE_GRANULE_SIZE)
#define SECOND		(IPA_BASE + 0xf0 * MTE_GRANULE_SIZE)
#define OLD_TAG		3
#define NEW_TAG		9

/* What the ioctl has answered. */
s64 copied;

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(vmm, 0, ARGUMENT, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);
	user_str(vmm, USER_BASE + 2 * PAGE_SIZE, 0);
	vmm_prepares_copy_tags(vmm, ARGUMENT, IPA_BASE, BUFFER, TAGS_FROM_GUEST);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
	if (!kvms[0].mte_enabled)
		return;
	vcpu_stg(&kvms[0], FIRST, OLD_TAG);
	vcpu_stg(&kvms[0], SECOND, OLD_TAG);
}

/* Both granules get a new tag. */
void vcpu_tags(int vm)
{
	if (!kvms[vm].mte_enabled)
		return;
	vcpu_stg(&kvms[vm], FIRST, NEW_TAG);
	vcpu_stg(&kvms[vm], SECOND, NEW_TAG);
}

/* The VMM asks for the tags of the page. */
void vmm_asks(int who)
{
	copied = vmm_copies_tags(&mms[who], ARGUMENT);
}
