/* Stands for: mmap_write_lock, include/linux/mmap_lock.h, v5.10 */
static inline void mmap_write_lock(struct mm_struct *mm)
{
	down_write(&mm->mmap_lock);
}

/* Stands for: mmap_write_unlock, include/linux/mmap_lock.h, v5.10 */
static inline void mmap_write_unlock(struct mm_struct *mm)
{
	up_write(&mm->mmap_lock);
}

/* Stands for: mmap_read_lock, include/linux/mmap_lock.h, v5.10 */
static inline void mmap_read_lock(struct mm_struct *mm)
{
	down_read(&mm->mmap_lock);
}

/* Stands for: mmap_read_unlock, include/linux/mmap_lock.h, v5.10 */
static inline void mmap_read_unlock(struct mm_struct *mm)
{
	up_read(&mm->mmap_lock);
}
