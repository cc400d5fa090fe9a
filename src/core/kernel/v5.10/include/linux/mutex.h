/* A mutex and a spinlock differ in how one waits, which the scheduler of the model does not. */
struct mutex {
	u32 owner;
};

/* Stands for: mutex_lock, kernel/locking/mutex.c, v5.10 */
static inline void mutex_lock(struct mutex *lock)
{
	wait_until(cmpxchg(&lock->owner, 0, current_thread() + 1) == 0);
}

/* Stands for: mutex_unlock, kernel/locking/mutex.c, v5.10 */
static inline void mutex_unlock(struct mutex *lock)
{
	smp_store_release(&lock->owner, 0);
}
