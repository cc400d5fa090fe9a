/* The architecture's generator: one bit, from the seed in RGSR_EL1. (Arm ARM, AArch64.NextRandomTagBit) */
static inline u64 next_seed(u64 seed)
{
	u64 top = ((seed >> 5) ^ (seed >> 3) ^ (seed >> 2) ^ seed) & 1;

	return top << 15 | seed >> 1;
}

/*
 * What IRG leaves in RGSR_EL1: the tag it has chosen, and the next seed. It goes
 * some tags on from the last one, those that are excluded not counted; 0 if all
 * are. (Arm ARM, AArch64.ChooseNonExcludedTag. With GCR_EL1.RRND set a CPU may
 * choose otherwise; this one does not.)
 */
u64 irg(u64 gcr, u64 rgsr)
{
	u64 excluded = gcr & SYS_GCR_EL1_EXCL_MASK;
	u64 seed = (rgsr >> SYS_RGSR_EL1_SEED_SHIFT) & SYS_RGSR_EL1_SEED_MASK;
	u64 tag = rgsr & SYS_RGSR_EL1_TAG_MASK;
	u64 offset = 0;
	u32 i;

	for (i = 0; i < 4; i++) {
		seed = next_seed(seed);
		offset |= (seed >> 15) << i;
	}
	if (excluded == SYS_GCR_EL1_EXCL_MASK)
		tag = 0;
	while (excluded != SYS_GCR_EL1_EXCL_MASK && (offset > 0 || (excluded >> tag) & 1)) {
		tag = (tag + 1) & 0xf;
		if (offset > 0 && !((excluded >> tag) & 1))
			offset--;
	}
	return seed << SYS_RGSR_EL1_SEED_SHIFT | tag;
}
