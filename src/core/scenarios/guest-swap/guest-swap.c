/*
 * A guest has tagged an object in its memory, which the VMM maps without tags.
 * The host was short of memory and swapped the page out. Now the guest uses the
 * object again, while the VMM touches the page too: whoever comes first reads
 * it back, into another frame. The VMM's PTE is untagged, whoever it is.
 */
#define OBJECT		(IPA_BASE + 0xf1 * MTE_GRANULE_SIZE)
#define OBJECT_TAG	7

void prologue(void)
{
	struct mm_struct *vmm = &mms[0];

	boot();
	do_mmap(vmm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	user_str(vmm, USER_BASE, 0);
	vmm_makes_vm(0, vmm, PAGE_SIZE);
	if (kvms[0].mte_enabled)
		vcpu_stg(&kvms[0], OBJECT, OBJECT_TAG);
	shrink_page(pte_page(ptep_get(&vmm->pte[0])), USER_BASE);
}

/* The guest looks at the object's tag, and loads by the pointer that has carried it all along. */
void vcpu_uses_object(int vm)
{
	struct kvm *kvm = &kvms[vm];

	if (!kvm->mte_enabled) {
		vcpu_ldr(kvm, OBJECT);
		return;
	}
	if (vcpu_ldg(kvm, OBJECT) >= 0)
		vcpu_ldr(kvm, tagged_pointer(OBJECT, OBJECT_TAG));
}

/* The VMM reads a byte of the page, for a virtual device say. */
void vmm_reads(int who)
{
	user_ldr(&mms[who], USER_BASE);
}
