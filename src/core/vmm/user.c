/*
 * What a user program does with its memory: instructions at EL0, and what the
 * kernel does when one of them faults. All answer less than 0 if the program
 * is over: it has got a signal.
 */

/* A tag store through a user mapping: that is what the owner expects to see from now on. */
ghost void ghost_user_stored(struct mm_struct *mm, u64 ptr, u32 tag)
{
	pte_t pte = mm->pte[(untagged_addr(ptr) - USER_BASE) >> PAGE_SHIFT];

	if (pte_tagged(pte))
		ghost_stored(pte_pfn(pte) - PFN_BASE, (ptr & ~PAGE_MASK) >> MTE_GRANULE_SHIFT, tag);
}

/* LDG: the tag of the granule at ptr. */
s64 user_ldg(struct mm_struct *mm, u64 ptr)
{
	s64 ret;

	while ((ret = el0_ldg(mm->pte, ptr)) < 0)
		if (!do_mem_abort(mm, ptr, ret, 0))
			break;
	return ret;
}

/* STG: gives the granule at ptr another tag. */
s64 user_stg(struct mm_struct *mm, u64 ptr, u32 tag)
{
	s64 ret;

	while ((ret = el0_stg(mm->pte, ptr, tag)) < 0)
		if (!do_mem_abort(mm, ptr, ret, FAULT_FLAG_WRITE))
			break;
	ghost if (ret >= 0)
		ghost_user_stored(mm, ptr, tag);
	return ret;
}

/*
 * What an access gives in the modes in which it is made whatever the tag: in
 * asynchronous mode a check that failed is left in TFSRE0_EL1, some time later.
 */
static s64 notes_failed_check(s64 ret, u32 tcf)
{
	if (ret < EL0_CHECK_FAILED)
		return ret;
	if (tcf == MTE_CTRL_TCF_ASYNC)
		host_writes(SYS_TFSR_EL1_TF0, TFSRE0_EL1);
	return ret & 0xff;
}

/* LDR as the program's mode has it. */
static s64 el0_load(struct mm_struct *mm, u64 ptr)
{
	u32 tcf = user_tcf();

	if (tcf == MTE_CTRL_TCF_SYNC)
		return el0_ldr(mm->pte, ptr);
	return notes_failed_check(el0_ldr_async(mm->pte, ptr), tcf);
}

/* STR as the program's mode has it. */
static s64 el0_store(struct mm_struct *mm, u64 ptr, u32 byte)
{
	u32 tcf = user_tcf();

	if (tcf == MTE_CTRL_TCF_SYNC)
		return el0_str(mm->pte, ptr, byte);
	return notes_failed_check(el0_str_async(mm->pte, ptr, byte), tcf);
}

/* LDR: a byte; in synchronous mode its tag must be that of the pointer. */
s64 user_ldr(struct mm_struct *mm, u64 ptr)
{
	s64 ret;

	while ((ret = el0_load(mm, ptr)) < 0)
		if (!do_mem_abort(mm, ptr, ret, 0))
			break;
	return ret;
}

/* STR: a byte; in synchronous mode its tag must be that of the pointer. */
s64 user_str(struct mm_struct *mm, u64 ptr, u32 byte)
{
	s64 ret;

	while ((ret = el0_store(mm, ptr, byte)) < 0)
		if (!do_mem_abort(mm, ptr, ret, FAULT_FLAG_WRITE))
			break;
	return ret;
}

/* An instruction was fetched that had been replaced in memory. */
ghost bool fetched_old;

ghost void ghost_fetched(u64 frame, u32 line, u32 insn)
{
	if (insn != frame_text[frame].line[line])
		fetched_old = true;
}

/* Fetches the instructions in one line of a page, which must be mapped: another fetch than a load, with a cache of its own. */
s64 user_fetch(struct mm_struct *mm, u64 addr, u32 line)
{
	pte_t pte = ptep_get(pte_offset_map(mm, addr));
	u64 frame = pte_pfn(pte) - PFN_BASE;
	u32 insn;

	if (!pte_valid_user(pte) || !pte_user_exec(pte)) {
		force_sig_fault(SIGSEGV, SEGV_ACCERR, addr);
		return -1;
	}
	insn = READ_ONCE(icache[frame].line[line]);
	ghost ghost_fetched(frame, line, insn);
	return insn;
}

/* A load that is Tag Unchecked: PSTATE.TCO is set, or SP is its base register. (Arm ARM D10.4.1) */
s64 user_ldr_unchecked(struct mm_struct *mm, u64 ptr)
{
	s64 ret;

	while ((ret = get_user(mm->pte, ptr)) < 0)
		if (!do_mem_abort(mm, ptr, ret, 0))
			break;
	return ret;
}

/* A store that is. */
s64 user_str_unchecked(struct mm_struct *mm, u64 ptr, u32 byte)
{
	s64 ret;

	while ((ret = put_user(mm->pte, ptr, byte)) < 0)
		if (!do_mem_abort(mm, ptr, ret, FAULT_FLAG_WRITE))
			break;
	return ret;
}

/* IRG: a random tag, none of `excluded` and of those that GCR_EL1 excludes. */
u64 user_irg(u64 excluded)
{
	u64 gcr = read_sysreg(GCR_EL1);
	u64 rgsr = irg(gcr | excluded, read_sysreg(RGSR_EL1));

	host_writes(rgsr, RGSR_EL1);
	return rgsr & SYS_RGSR_EL1_TAG_MASK;
}

/* A pointer with a tag. */
static inline u64 tagged_pointer(u64 addr, u64 tag)
{
	return addr | tag << MTE_TAG_SHIFT;
}

/* Which granule of a shared page is whose: far enough apart that no two lie in one block. */
u32 granule_of(u32 who)
{
	return (0x2b + who * 0x63) % MTE_GRANULES_PER_PAGE;
}

/*
 * What a heap does with a granule it hands out: looks at the tag, chooses
 * another, and uses the memory through a pointer that carries it.
 */
void use_granule(struct mm_struct *mm, u64 page, u32 granule, u32 tag)
{
	u64 addr = page + granule * MTE_GRANULE_SIZE;

	if (user_ldg(mm, addr) < 0)
		return;
	if (user_stg(mm, addr, tag) < 0)
		return;
	user_ldr(mm, tagged_pointer(addr, tag));
}
