/*
 * What the releases change of this file stands beside it: mmu-abort.c,
 * mmu-set-spte.c, mmu-memslot.c and, where there is MTE for guests,
 * mmu-sanitise.c. In Linux all of it is here.
 */

/*
 * 0: back into the guest, which makes its access again. Less: KVM_RUN returns
 * this to the VMM. (An access to no slot, or a store to a read-only one, is
 * MMIO: for guests under KVM_RUN see mmio.c, for the others nothing is emulated.)
 *
 * Stands for: kvm_handle_guest_abort, arch/arm64/kvm/mmu.c, v5.10
 */
int kvm_handle_guest_abort(struct kvm *kvm, gpa_t ipa, bool write_fault, bool perm_fault)
{
	gpa_t fault_ipa = untagged_addr(ipa) & PAGE_MASK;
	hva_t hva = gfn_to_hva_prot(kvm, gpa_to_gfn(fault_ipa), write_fault);

	if (kvm_is_error_hva(hva))
		return -EFAULT;
	return user_mem_abort(kvm, fault_ipa, hva, write_fault, perm_fault);
}

/*
 * Behind this there is no memory that the kernel knows: the registers of a
 * device. They are mapped for the guest as such, and have no tags.
 *
 * Stands for: kvm_is_device_pfn, arch/arm64/kvm/mmu.c, v5.10
 */
static bool kvm_is_device_pfn(kvm_pfn_t pfn)
{
	return !pfn_valid(pfn);
}

/*
 * Whether the guest can have memory there at all: its addresses have so many
 * bits. (Here they are those that the VM's one table of stage 2 maps.)
 *
 * Stands for: kvm_arch_prepare_memory_region, arch/arm64/kvm/mmu.c, v5.10
 */
static bool kvm_ipa_space_holds(gfn_t base_gfn, unsigned long npages)
{
	gfn_t first = gpa_to_gfn(IPA_BASE);

	return base_gfn >= first && npages <= NR_S2_PTES && base_gfn - first <= NR_S2_PTES - npages;
}

/* What a fault maps: one page, or a huge one. */
struct stage2_mapping {
	gpa_t ipa;
	kvm_pfn_t pfn;
	unsigned long size;
};

/*
 * All of a huge page, if the page is part of one, it lies in the slot, and the
 * guest has it at an address that is aligned as the VMM's is. A slot that is
 * logged is mapped page by page, to be logged so. (For hugetlb pages Linux asks
 * the same of the VMM's mapping, before it has the page.)
 *
 * Stands for: transparent_hugepage_adjust, arch/arm64/kvm/mmu.c, v5.10
 */
static struct stage2_mapping transparent_hugepage_adjust(struct kvm *kvm, hva_t hva, kvm_pfn_t pfn,
							 gpa_t ipa)
{
	unsigned long huge = HPAGE_PMD_NR * PAGE_SIZE;
	struct stage2_mapping map;
	struct kvm_memory_slot *slot;

	map.ipa = ipa;
	map.pfn = pfn;
	map.size = PAGE_SIZE;
	if (!(CONFIG_TRANSPARENT_HUGEPAGE || CONFIG_HUGETLBFS) || !pfn_valid(pfn) || !PageTransCompound(pfn_to_page(pfn)))
		return map;

	slot = gfn_to_memslot(kvm, gpa_to_gfn(ipa));
	if (memslot_is_logging(slot))
		return map;
	if ((ipa & (huge - 1)) != (hva & PAGE_MASK & (huge - 1)))
		return map;
	ipa &= ~(huge - 1);
	if (gpa_to_gfn(ipa) < slot->base_gfn ||
	    gpa_to_gfn(ipa + huge) > slot->base_gfn + slot->npages)
		return map;
	map.ipa = ipa;
	map.pfn = pfn & ~(HPAGE_PMD_NR - 1UL);
	map.size = huge;
	return map;
}

/*
 * Under mmu_lock, for the notifier.
 *
 * Stands for: kvm_unmap_gfn_range, arch/arm64/kvm/mmu.c, v5.17
 */
void kvm_unmap_gfn_range(struct kvm *kvm, gfn_t start, gfn_t end)
{
	kvm_pgtable_stage2_unmap(kvm, start << PAGE_SHIFT, (end - start) << PAGE_SHIFT);
}
