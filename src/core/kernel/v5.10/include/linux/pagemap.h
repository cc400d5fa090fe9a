/*
 * Sleeps in Linux, so nothing that holds a spinlock may call it: that is why
 * set_pte_at() cannot use the page lock to serialise tag initialisation.
 *
 * Stands for: lock_page, include/linux/pagemap.h, v5.10
 */
static inline void lock_page(struct page *page)
{
	wait_until(cmpxchg(&page->lock_owner, 0, current_thread() + 1) == 0);
}

/* Stands for: unlock_page, mm/filemap.c, v5.10 */
static inline void unlock_page(struct page *page)
{
	smp_store_release(&page->lock_owner, 0);
}
