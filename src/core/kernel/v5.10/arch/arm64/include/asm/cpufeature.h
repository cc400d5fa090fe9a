/*
 * The modelled CPUs have FEAT_MTE2.
 *
 * Stands for: system_supports_mte, arch/arm64/include/asm/cpufeature.h, v5.10
 */
static inline bool system_supports_mte(void)
{
	return true;
}
