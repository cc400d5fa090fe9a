/* 0: free. Below RWSEM_WRITER: how many readers. Else: the writer, RWSEM_WRITER | current_thread() + 1. */
struct rw_semaphore {
	u32 count;
};

#define RWSEM_WRITER	0x80000000

/* Stands for: down_write, kernel/locking/rwsem.c, v5.10 */
static inline void down_write(struct rw_semaphore *sem)
{
	wait_until(cmpxchg(&sem->count, 0, RWSEM_WRITER | (current_thread() + 1)) == 0);
}

/* Stands for: up_write, kernel/locking/rwsem.c, v5.10 */
static inline void up_write(struct rw_semaphore *sem)
{
	smp_store_release(&sem->count, 0);
}

/*
 * One more reader, unless somebody came in between; then from the start.
 *
 * Stands for: down_read, kernel/locking/rwsem.c, v5.10
 */
static inline void down_read(struct rw_semaphore *sem)
{
	u32 readers;

	do {
		wait_until((readers = READ_ONCE(sem->count)) < RWSEM_WRITER);
	} while (cmpxchg(&sem->count, readers, readers + 1) != readers);
}

/* Stands for: up_read, kernel/locking/rwsem.c, v5.10 */
static inline void up_read(struct rw_semaphore *sem)
{
	fetch_add(&sem->count, -1);
}
