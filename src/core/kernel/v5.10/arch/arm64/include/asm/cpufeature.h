/*
 * Whether all CPUs have allocation tags.
 *
 * Stands for: system_supports_mte, arch/arm64/include/asm/cpufeature.h, v5.10
 */
static inline bool system_supports_mte(void)
{
	return CPU_HAS_MTE;
}

/*
 * ID_AA64PFR1_EL1.MTE as the kernel found it on all CPUs.
 *
 * Stands for: read_sanitised_ftr_reg, arch/arm64/kernel/cpufeature.c, v5.10
 */
static inline u64 host_id_aa64pfr1_mte(void)
{
	return CPU_HAS_MTE ? HOST_ID_AA64PFR1_MTE : 0;
}
