/*
 * All vCPUs of a VM share its memory, so tags are a property of the VM.
 *
 * Stands for: kvm_has_mte, arch/arm64/include/asm/kvm_host.h, v5.14
 */
static inline bool kvm_has_mte(struct kvm *kvm)
{
	return system_supports_mte() && kvm->mte_enabled;
}
