/*
 * In v5.10 the callers use test_and_set_bit(PG_mte_tagged) themselves; later
 * releases keep the rules for the flag here.
 */
