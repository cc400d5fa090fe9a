/*
 * A VM has got its memory, and KVM found nothing wrong with it. Then the VMM
 * maps something else over it: a shared file on persistent memory, which is
 * neither private nor sure to be able to carry tags. KVM is told that the old
 * pages go, and asks again when the guest touches the memory next.
 */

/* What KVM_RUN has answered. */
s64 run_answer;

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
}

/* The guest reads a byte, until it can or KVM_RUN returns. */
void vcpu_runs_on(int vm)
{
	s64 fault;

	while ((fault = guest_ldr(kvms[vm].s2, IPA_BASE)) < 0 && fault != -FAULT_TAG_CHECK) {
		run_answer = kvm_handle_guest_abort(&kvms[vm], IPA_BASE, false, fault == -FAULT_PERMISSION);
		if (run_answer < 0)
			return;
	}
}

/* The VMM maps a file on persistent memory over the guest's memory. */
void vmm_maps_over(int who)
{
	do_mmap(&mms[who], FILE_DAX, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_FIXED, 0);
}
