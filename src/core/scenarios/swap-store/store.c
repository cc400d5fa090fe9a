/*
 * A page with tags was swapped out. Two threads of the process use it again:
 * one looks at an object that it had tagged, the other gives another granule a
 * tag. If the store comes first, the page is mapped writable at once and its
 * slot in the swap file is not needed any more; the tags that were saved for
 * that slot must not go before they are back.
 */
#define OBJECT		(USER_BASE + 0xf1 * MTE_GRANULE_SIZE)
#define OBJECT_TAG	7

void prologue(void)
{
	struct mm_struct *mm = &mms[0];

	boot();
	do_mmap(mm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE, MAP_PRIVATE, 0);
	user_stg(mm, OBJECT, OBJECT_TAG);
	shrink_page(pte_page(ptep_get(&mm->pte[0])), USER_BASE);
}

/* Reads the object's tag, and then the object, by the pointer that has carried the tag all along. */
void thread_uses_object(int who)
{
	if (user_ldg(&mms[who], OBJECT) >= 0)
		user_ldr(&mms[who], tagged_pointer(OBJECT, OBJECT_TAG));
}

/* Gives another granule a tag. */
void thread_stores_tag(int who)
{
	user_stg(&mms[who], USER_BASE + granule_of(who) * MTE_GRANULE_SIZE, 5);
}
