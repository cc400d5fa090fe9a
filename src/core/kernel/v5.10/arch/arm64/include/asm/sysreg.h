/*
 * System registers by the number that KVM_GET_ONE_REG has for them: op0 << 14 |
 * op1 << 11 | CRn << 7 | CRm << 3 | op2. (Linux packs the same five numbers
 * otherwise.)
 */
#define SYS_ID_AA64PFR1_EL1	0xc021
#define SYS_RGSR_EL1		0xc085
#define SYS_GCR_EL1		0xc086
#define SYS_TFSR_EL1		0xc2b0
#define SYS_TFSRE0_EL1		0xc2b1
/* PSTATE.TCO: tag check override. */
#define SYS_TCO			0xda17

/* GCR_EL1: tags that IRG never chooses, and whether it may use a generator of its own. */
#define SYS_GCR_EL1_EXCL_MASK	0xffffUL
#define SYS_GCR_EL1_RRND	(1UL << 16)
/* RGSR_EL1: the tag that was chosen last, and where the random numbers are. */
#define SYS_RGSR_EL1_TAG_MASK	0xfUL
#define SYS_RGSR_EL1_SEED_SHIFT	8
#define SYS_RGSR_EL1_SEED_MASK	0xffffUL

/* TFSRE0_EL1: a tag check of an address with bit 55 clear has failed. */
#define SYS_TFSR_EL1_TF0	(1UL << 0)

/* ID_AA64PFR1_EL1.MTE: 0 none, 1 the instructions, 2 tags and synchronous checks, 3 asymmetric ones too. */
#define ID_AA64PFR1_MTE_SHIFT	8
#define ID_AA64PFR1_MTE		2
#define HOST_ID_AA64PFR1_MTE	3

/* HCR_EL2: stage 2 is on; reads of ID registers trap; EL1 is AArch64; the guest may use allocation tags. */
#define HCR_VM			(1UL << 0)
#define HCR_TID3		(1UL << 18)
#define HCR_RW			(1UL << 31)
#define HCR_ATA			(1UL << 56)
#define HCR_HOST_FLAGS		HCR_RW

#define PSR_MODE_EL0t		0
#define PSR_MODE_EL1h		5
#define PSR_MODE_MASK		0xf
#define PSR_TCO_BIT		(1UL << 25)
