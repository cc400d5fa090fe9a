/*
 * Two processes touch new memory, first to look at it, then to store. The look
 * maps the zero page, which all share and whose tags were cleared at boot; the
 * store gets a page of one's own, with zeroes in it.
 *
 * Process A has mapped its memory with PROT_MTE from the first, so the kernel
 * knows that the new page needs tags before anybody can see it. Process B asks
 * for tags when it has its page.
 */
void prologue(void)
{
	boot();
	do_mmap(&mms[0], 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE | PROT_MTE, MAP_PRIVATE, 0);
	do_mmap(&mms[1], 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
}

/* A looks at a tag, then uses the granule. */
void process_uses_new_memory(int who)
{
	use_granule(&mms[who], USER_BASE, granule_of(who), 5 + who);
}

/* B looks at a byte and stores one, then asks for tags. */
void process_asks_later(int who)
{
	if (user_ldr(&mms[who], USER_BASE) < 0 || user_str(&mms[who], USER_BASE, 0) < 0)
		return;
	process_mprotects(who);
}
