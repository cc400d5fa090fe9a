/*
 * Stands for: kvm_arch_prepare_memory_region, arch/arm64/kvm/mmu.c, v5.10
 */
int kvm_arch_prepare_memory_region(struct kvm *kvm, hva_t hva, unsigned long npages)
{
	return 0;
}
