/*
 * A guest touches a page for the first time while somebody maps the same page
 * with tags. The guest's memory is MAP_SHARED, and a second process has it too:
 * the case that the review of the postings turned on.
 *
 * The threads run vcpu_runs(0); process_mprotects(0), the VMM itself, whose
 * notifier keeps it apart from the vCPU; and process_mprotects(1), the other
 * process, of which this VM hears nothing.
 */
void prologue(void)
{
	boot();
	share_page(&mms[0], 1);
	share_page(&mms[1], 1);
	vmm_makes_vm(0, &mms[0], PAGE_SIZE);
}
