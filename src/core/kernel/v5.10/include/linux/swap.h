/*
 * One slot of the swap file, which has room for one page. It is free when no
 * PTE holds its entry and no page is cached for it.
 */
struct swap_slot {
	/* swap_map[]: how many PTEs hold the entry. */
	u32 count;
	/* The swap cache: the page that has this slot's data, as page frame number; 0: none. */
	unsigned long cached;
};
struct swap_slot swap_slots[NR_SWAP_SLOTS];
/* What has been written to them, where the model keeps account of data. */
data_t swap_data[CONFIG_GUEST_CODE ? NR_SWAP_SLOTS : 1];
