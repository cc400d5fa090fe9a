/*
 * Three that wait for each other, and no memory is mapped twice. The VMM copies
 * tags into a page of the guest, out of a buffer that is not there yet. The
 * guest touches the page for the first time. And another thread of the VMM
 * changes the protection of the guest's memory.
 *
 *	page 0	the guest's memory; the VMM has written to it
 *	page 1	the buffer: nobody has touched it
 *	page 2	the argument of the call
 */
#define BUFFER		(USER_BASE + PAGE_SIZE)
#define ARGUMENT	(USER_BASE + 2 * PAGE_SIZE)

/* What the ioctl has answered. */
s64 copied;

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(vmm, 0, BUFFER, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(vmm, 0, ARGUMENT, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);
	vmm_prepares_copy_tags(vmm, ARGUMENT, IPA_BASE, BUFFER, TAGS_TO_GUEST);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
}

/* The VMM copies tags into the page. */
void vmm_copies(int who)
{
	copied = vmm_copies_tags(&mms[who], ARGUMENT);
}

/* The guest reads a byte. */
void vcpu_reads(int vm)
{
	vcpu_ldr(&kvms[vm], IPA_BASE);
}

/* Another thread of the VMM makes the guest's memory read-only. */
void vmm_protects(int who)
{
	do_mprotect(&mms[who], USER_BASE, PAGE_SIZE, PROT_READ);
}
