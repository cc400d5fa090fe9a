/*
 * The race in isolation: CPUs map one page at the same time, and nothing but
 * set_pte_at() orders them.
 *
 * "In isolation" means that the state below is put there by hand, and that the
 * locks which surround set_pte_at() in Linux are left out. Two swap-ins of one
 * page hold its page lock there, one after the other; so this shows what the
 * tag code itself guarantees, not what a process can bring about.
 */

#define SHARED_FRAME	1
#define SWAP_OFFSET	7

/*
 * A page was swapped out with its tags, from under every process that had it
 * mapped. Its data has just been read back, into a frame that still holds the
 * tags of somebody else.
 */
void prologue(void)
{
	swp_entry_t entry = swp_entry(0, SWAP_OFFSET);
	u32 i;

	boot();

	heap_tags(&mte_saved_tags[0], 0xca5e);
	mte_pages[0].entry = entry.val;
	mte_pages[0].present = true;
	ghost ghost_swapped_in(&mem_map[SHARED_FRAME], &mte_saved_tags[0]);

	for (i = 0; i < NR_MMS; i++)
		mms[i].pte[0] = swp_entry_to_pte(entry);
}

/* Maps the page in a process, tagged and writable. */
static void map_page(struct mm_struct *mm)
{
	pgprot_t prot = vm_get_page_prot(VM_READ | VM_WRITE | VM_SHARED | VM_MTE);
	pte_t entry = pte_mkwrite(pte_mkdirty(mk_pte(&mem_map[SHARED_FRAME], prot)));

	map_swapped_in(mm, USER_BASE, &mm->pte[0], entry, swp_entry(0, SWAP_OFFSET));
}

/*
 * One CPU, in the process of that number: maps the page, and uses a granule
 * of its own.
 */
void cpu_maps(int cpu)
{
	map_page(&mms[cpu]);
	use_granule(&mms[cpu], USER_BASE, granule_of(cpu), 5 + cpu);
}
