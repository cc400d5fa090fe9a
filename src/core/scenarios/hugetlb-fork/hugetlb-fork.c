/*
 * A process has a hugetlb page, with tags if it gets them, and has tagged an
 * object on its second page. It forks. The child stores to the first page, and so
 * gets a copy of both; then it uses the object. Meanwhile the parent gives the
 * object another tag, for which it gets a copy too, or keeps the page if it is
 * the last to have it.
 */
#define OBJECT		(USER_BASE + PAGE_SIZE + 0x42 * MTE_GRANULE_SIZE)
#define OBJECT_TAG	7

void prologue(void)
{
	struct mm_struct *parent = &mms[0];
	int prot = PROT_READ | PROT_WRITE;

	boot();
	if (do_mmap(parent, FILE_HUGETLB, USER_BASE, 2 * PAGE_SIZE, prot | PROT_MTE, MAP_PRIVATE, 0))
		do_mmap(parent, FILE_HUGETLB, USER_BASE, 2 * PAGE_SIZE, prot, MAP_PRIVATE, 0);
	user_str(parent, USER_BASE, 0);
	user_stg(parent, OBJECT, OBJECT_TAG);
	dup_mmap(&mms[1], parent);
}

/* The child stores to the other page, then uses the object. */
void child_stores_and_looks(int who)
{
	if (user_str(&mms[who], USER_BASE, 1) < 0)
		return;
	if (user_ldg(&mms[who], OBJECT) >= 0)
		user_ldr(&mms[who], tagged_pointer(OBJECT, OBJECT_TAG));
}

/* The parent has the object freed, and tags it anew. */
void parent_tags_anew(int who)
{
	user_stg(&mms[who], OBJECT, OBJECT_TAG + 1);
}
