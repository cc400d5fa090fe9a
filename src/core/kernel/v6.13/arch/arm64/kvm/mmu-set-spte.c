/*
 * Gone since v6.10, with the notifier that called it: the guest's next access
 * finds the page unmapped and comes by user_mem_abort(). (likely [M])
 */
