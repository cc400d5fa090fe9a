/*
 * A VMM with memory of every kind, and two VMs: one that has MTE and so far no
 * memory; one that has neither, nor a vCPU, so that MTE can still be asked for.
 * What the VMM has:
 *
 *	page 0, 1	private memory
 *	page 2		shared memory (tmpfs), which another process could have too
 *	page 3		nothing
 *	page 4		a private mapping of a file on persistent memory
 *	page 5		the registers of a device
 *	page 6, 7	for the arguments of calls and for tags
 *
 * Each vCPU reads one byte of every page of its guest memory, where the guest
 * has any, and notes what KVM_RUN answers.
 */
#define SHARED_HVA	(USER_BASE + 2 * PAGE_SIZE)
#define DAX_HVA		(USER_BASE + 4 * PAGE_SIZE)
#define DEVICE_HVA	(USER_BASE + 5 * PAGE_SIZE)
#define ARGUMENT_HVA	(USER_BASE + 6 * PAGE_SIZE)

/* What KVM_RUN has answered, by VM and guest page: 0, or an error. */
struct run_answers {
	s64 page[NR_S2_PTES];
};
struct run_answers answers[NR_KVMS];

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];
	struct kvm_enable_cap cap;

	boot();
	do_mmap(vmm, 0, USER_BASE, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(vmm, 1, SHARED_HVA, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, 0);
	do_mmap(vmm, FILE_DAX, DAX_HVA, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(vmm, FILE_VFIO, DEVICE_HVA, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, 0);
	do_mmap(vmm, 0, ARGUMENT_HVA, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);
	user_str(vmm, SHARED_HVA, 0);
	user_str(vmm, ARGUMENT_HVA, 0);
	user_str(vmm, ARGUMENT_HVA + PAGE_SIZE, 0);

	cap.cap = KVM_CAP_ARM_MTE;
	cap.flags = 0;
	kvm_create_vm(&kvms[0], vmm);
	kvm_vm_ioctl_enable_cap(&kvms[0], cap);
	kvm_vm_ioctl_create_vcpu(&kvms[0], 0);
	kvm_vcpu_set_target(&vcpus[0], KVM_ARM_TARGET_GENERIC_V8, 0);
	kvm_create_vm(&kvms[1], vmm);
}

/* The guest reads a byte of one page, until it can or KVM_RUN returns. */
static s64 vcpu_reads(struct kvm *kvm, u64 addr)
{
	s64 fault;

	while ((fault = guest_ldr(kvm->s2, addr)) < 0 && fault != -FAULT_TAG_CHECK) {
		s64 answer = kvm_handle_guest_abort(kvm, addr, false, fault == -FAULT_PERMISSION);

		if (answer < 0)
			return answer;
	}
	return 0;
}

/* Reads all of the guest's memory, page by page. */
void vcpu_reads_all(int vm)
{
	u32 i;

	for (i = 0; i < NR_S2_PTES; i++)
		answers[vm].page[i] = vcpu_reads(&kvms[vm], IPA_BASE + i * PAGE_SIZE);
}
