/* The owner is current_thread() + 1, so that the state tells who holds the lock; 0: nobody. */
typedef struct {
	u32 owner;
} spinlock_t;

/* Stands for: spin_lock, include/linux/spinlock.h, v5.10 */
static inline void spin_lock(spinlock_t *lock)
{
	wait_until(cmpxchg(&lock->owner, 0, current_thread() + 1) == 0);
}

/* Stands for: spin_unlock, include/linux/spinlock.h, v5.10 */
static inline void spin_unlock(spinlock_t *lock)
{
	smp_store_release(&lock->owner, 0);
}

/*
 * The model has no interrupts, so there are no flags to save.
 *
 * Stands for: spin_lock_irqsave, include/linux/spinlock.h, v5.10
 */
static inline void spin_lock_irqsave(spinlock_t *lock)
{
	wait_until(cmpxchg(&lock->owner, 0, current_thread() + 1) == 0);
}

/* Stands for: spin_unlock_irqrestore, include/linux/spinlock.h, v5.10 */
static inline void spin_unlock_irqrestore(spinlock_t *lock)
{
	smp_store_release(&lock->owner, 0);
}
