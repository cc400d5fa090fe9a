/*
 * CPUs that are alike: each maps the page of the race in isolation in its own
 * process, and all of them use the same granule of it.
 */
void cpu_maps_alike(int cpu)
{
	map_page(&mms[cpu]);
	use_granule(&mms[cpu], USER_BASE, granule_of(0), 5);
}
