/*
 * Bits of a stage 2 level 3 descriptor: Normal write-back memory, inner
 * shareable, or the registers of a device, which carry no tags.
 */
#define KVM_PTE_VALID			(1UL << 0)
#define KVM_PTE_TYPE_PAGE		(3UL << 0)
#define KVM_PTE_LEAF_ATTR_S2_NORMAL	(0xfUL << 2)
#define KVM_PTE_LEAF_ATTR_S2_DEVICE	(0x1UL << 2)
#define KVM_PTE_LEAF_ATTR_S2_MEMATTR	(0xfUL << 2)
#define KVM_PTE_LEAF_ATTR_S2_S2AP_R	(1UL << 6)
#define KVM_PTE_LEAF_ATTR_S2_S2AP_W	(1UL << 7)
#define KVM_PTE_LEAF_ATTR_S2_SH_IS	(3UL << 8)
#define KVM_PTE_LEAF_ATTR_S2_AF		(1UL << 10)

#define KVM_PTE_LEAF_ATTR_S2		(KVM_PTE_TYPE_PAGE | KVM_PTE_LEAF_ATTR_S2_NORMAL | \
					 KVM_PTE_LEAF_ATTR_S2_S2AP_R | \
					 KVM_PTE_LEAF_ATTR_S2_SH_IS | KVM_PTE_LEAF_ATTR_S2_AF)
