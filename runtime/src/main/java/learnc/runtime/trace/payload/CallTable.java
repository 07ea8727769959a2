package learnc.runtime.trace.payload;

/// All system calls: `NAME X86 ARM TYPE NAME, …`, one a line, by name; −1 where a processor has no such call. Made by CallTableMaker from
/// the kernel's headers and the manual.
///
/// It is Java and no file beside it: to open one in a jar takes longer than the whole program that is to be followed.
final class CallTable {

    static final String TEXT = """
            _sysctl 156 -1 struct __sysctl_args *args
            accept 43 202 int sockfd, struct sockaddr *addr, socklen_t *addrlen
            accept4 288 242 int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags
            access 21 -1 const char *pathname, int mode
            acct 163 89 const char *filename
            add_key 248 217 const char *type, const char *description, const void payload[.plen], size_t plen, key_serial_t keyring
            adjtimex 159 171 struct timex *buf
            afs_syscall 183 -1 ?
            alarm 37 -1 unsigned int seconds
            arch_prctl 158 -1 int op, unsigned long addr
            bind 49 200 int sockfd, const struct sockaddr *addr, socklen_t addrlen
            bpf 321 280 int cmd, union bpf_attr *attr, unsigned int size
            brk 12 214 void *addr
            cachestat 451 451 unsigned int fd, void *cstat_range, void *cstat, unsigned int flags
            capget 125 90 cap_user_header_t hdrp, cap_user_data_t datap
            capset 126 91 cap_user_header_t hdrp, const cap_user_data_t datap
            chdir 80 49 const char *path
            chmod 90 -1 const char *pathname, mode_t mode
            chown 92 -1 const char *pathname, uid_t owner, gid_t group
            chroot 161 51 const char *path
            clock_adjtime 305 266 clockid_t clk_id, struct timex *buf
            clock_getres 229 114 clockid_t clockid, struct timespec *res
            clock_gettime 228 113 clockid_t clockid, struct timespec *tp
            clock_nanosleep 230 115 clockid_t clockid, int flags, const struct timespec *request, struct timespec *remain
            clock_settime 227 112 clockid_t clockid, const struct timespec *tp
            clone 56 220 unsigned long flags, void *stack, int *parent_tid, int *child_tid, unsigned long tls
            clone3 435 435 struct clone_args *cl_args, size_t size
            close 3 57 int fd
            close_range 436 436 unsigned int first, unsigned int last, unsigned int flags
            connect 42 203 int sockfd, const struct sockaddr *addr, socklen_t addrlen
            copy_file_range 326 285 int fd_in, off64_t *off_in, int fd_out, off64_t *off_out, size_t len, unsigned int flags
            creat 85 -1 const char *pathname, mode_t mode
            create_module 174 -1 const char *name, size_t size
            delete_module 176 106 const char *name, unsigned int flags
            dup 32 23 int oldfd
            dup2 33 -1 int oldfd, int newfd
            dup3 292 24 int oldfd, int newfd, int flags
            epoll_create 213 -1 int size
            epoll_create1 291 20 int flags
            epoll_ctl 233 21 int epfd, int op, int fd, struct epoll_event *event
            epoll_ctl_old 214 -1 ?
            epoll_pwait 281 22 int epfd, struct epoll_event *events, int maxevents, int timeout, const sigset_t *sigmask, size_t sigsetsize
            epoll_pwait2 441 441 int epfd, struct epoll_event *events, int maxevents, const struct timespec *timeout, const sigset_t *sigmask, size_t sigsetsize
            epoll_wait 232 -1 int epfd, struct epoll_event *events, int maxevents, int timeout
            epoll_wait_old 215 -1 ?
            eventfd 284 -1 unsigned int initval
            eventfd2 290 19 unsigned int initval, int flags
            execve 59 221 const char *pathname, char *const argv[], char *const envp[]
            execveat 322 281 int dirfd, const char *pathname, char *const argv[], char *const envp[], int flags
            exit 60 93 int status
            exit_group 231 94 int status
            faccessat 269 48 int dirfd, const char *pathname, int mode
            faccessat2 439 439  2, int dirfd, const char *pathname, int mode, int flags
            fadvise64 221 223 int fd, off_t offset, off_t len, int advice
            fallocate 285 47 int fd, int mode, off_t offset, off_t len
            fanotify_init 300 262 unsigned int flags, unsigned int event_f_flags
            fanotify_mark 301 263 int fanotify_fd, unsigned int flags, uint64_t mask, int dirfd, const char *pathname
            fchdir 81 50 int fd
            fchmod 91 52 int fd, mode_t mode
            fchmodat 268 53 int dirfd, const char *pathname, mode_t mode
            fchmodat2 452 452 int dirfd, const char *pathname, mode_t mode, unsigned int flags
            fchown 93 55 int fd, uid_t owner, gid_t group
            fchownat 260 54 int dirfd, const char *pathname, uid_t owner, gid_t group, int flags
            fcntl 72 25 int fd, int cmd, unsigned long arg
            fdatasync 75 83 int fd
            fgetxattr 193 10 int fd, const char *name, void value[.size], size_t size
            file_getattr 468 468 int dirfd, const char *pathname, void *attr, size_t size, unsigned int at_flags
            file_setattr 469 469 int dirfd, const char *pathname, void *attr, size_t size, unsigned int at_flags
            finit_module 313 273 int fd, const char *param_values, int flags
            flistxattr 196 13 int fd, char *list, size_t size
            flock 73 32 int fd, int operation
            fork 57 -1
            fremovexattr 199 16 int fd, const char *name
            fsconfig 431 431 int fd, unsigned int cmd, const char *key, const void *value, int aux
            fsetxattr 190 7 int fd, const char *name, const void value[.size], size_t size, int flags
            fsmount 432 432 int fsfd, unsigned int flags, unsigned int attr_flags
            fsopen 430 430 const char *fsname, unsigned int flags
            fspick 433 433 int dirfd, const char *pathname, unsigned int flags
            fstat 5 80 int fd, struct stat *statbuf
            fstatfs 138 44 int fd, struct statfs *buf
            fsync 74 82 int fd
            ftruncate 77 46 int fd, off_t length
            futex 202 98 uint32_t *uaddr, int futex_op, uint32_t val, const struct timespec *timeout, uint32_t *uaddr2, uint32_t val3
            futex_requeue 456 456 void *waiters, unsigned int flags, int nr_wake, int nr_requeue
            futex_wait 455 455 void *uaddr, unsigned long val, unsigned long mask, unsigned int flags, struct timespec *timeout, clockid_t clockid
            futex_waitv 449 449 void *waiters, unsigned int nr_futexes, unsigned int flags, struct timespec *timeout, clockid_t clockid
            futex_wake 454 454 void *uaddr, unsigned long mask, int nr, unsigned int flags
            futimesat 261 -1 int dirfd, const char *pathname, const struct timeval times[2]
            get_kernel_syms 177 -1 struct kernel_sym *table
            get_mempolicy 239 236 ?
            get_robust_list 274 100 int pid, struct robust_list_head **head_ptr, size_t *len_ptr
            get_thread_area 211 -1 struct user_desc *u_info
            getcpu 309 168 unsigned int *cpu, unsigned int *node, void *tcache
            getcwd 79 17 char buf[.size], size_t size
            getdents 78 -1 unsigned int fd, struct linux_dirent *dirp, unsigned int count
            getdents64 217 61 int fd, void dirp[.count], size_t count
            getegid 108 177
            geteuid 107 175
            getgid 104 176
            getgroups 115 158 int size, gid_t list[]
            getitimer 36 102 int which, struct itimerval *curr_value
            getpeername 52 205 int sockfd, struct sockaddr *addr, socklen_t *addrlen
            getpgid 121 155 pid_t pid
            getpgrp 111 -1
            getpid 39 172
            getpmsg 181 -1 ?
            getppid 110 173
            getpriority 140 141 int which, id_t who
            getrandom 318 278 void buf[.buflen], size_t buflen, unsigned int flags
            getresgid 120 150 gid_t *rgid, gid_t *egid, gid_t *sgid
            getresuid 118 148 uid_t *ruid, uid_t *euid, uid_t *suid
            getrlimit 97 163 int resource, struct rlimit *rlim
            getrusage 98 165 int who, struct rusage *usage
            getsid 124 156 pid_t pid
            getsockname 51 204 int sockfd, struct sockaddr *addr, socklen_t *addrlen
            getsockopt 55 209 int sockfd, int level, int optname, void optval[*.optlen], socklen_t *optlen
            gettid 186 178
            gettimeofday 96 169 struct timeval *tv, struct timezone *tz
            getuid 102 174
            getxattr 191 8 const char *path, const char *name, void value[.size], size_t size
            getxattrat 464 464 int dirfd, const char *pathname, unsigned int at_flags, const char *name, void *args, size_t size
            init_module 175 105 void module_image[.len], unsigned long len, const char *param_values
            inotify_add_watch 254 27 int fd, const char *pathname, uint32_t mask
            inotify_init 253 -1
            inotify_init1 294 26 int flags
            inotify_rm_watch 255 28 int fd, int wd
            io_cancel 210 3 aio_context_t ctx_id, struct iocb *iocb, struct io_event *result
            io_destroy 207 1 aio_context_t ctx_id
            io_getevents 208 4 aio_context_t ctx_id, long min_nr, long nr, struct io_event *events, struct timespec *timeout
            io_pgetevents 333 292 unsigned long ctx_id, long min_nr, long nr, void *events, struct timespec *timeout, const void *sig
            io_setup 206 0 unsigned int nr_events, aio_context_t *ctx_idp
            io_submit 209 2 aio_context_t ctx_id, long nr, struct iocb **iocbpp
            io_uring_enter 426 426 int fd, unsigned int to_submit, unsigned int min_complete, unsigned int flags, const sigset_t *sig, size_t argsz
            io_uring_register 427 427 int fd, unsigned int opcode, void *arg, unsigned int nr_args
            io_uring_setup 425 425 unsigned int entries, void *p
            ioctl 16 29 int fd, unsigned int request, void *arg
            ioperm 173 -1 unsigned long from, unsigned long num, int turn_on
            iopl 172 -1 int level
            ioprio_get 252 31 int which, int who
            ioprio_set 251 30 int which, int who, int ioprio
            kcmp 312 272 pid_t pid1, pid_t pid2, int type, unsigned long idx1, unsigned long idx2
            kexec_file_load 320 294 int kernel_fd, int initrd_fd, unsigned long cmdline_len, const char *cmdline, unsigned long flags
            kexec_load 246 104 unsigned long entry, unsigned long nr_segments, struct kexec_segment *segments, unsigned long flags
            keyctl 250 219 int operation, unsigned long arg2, unsigned long arg3, unsigned long arg4, unsigned long arg5
            kill 62 129 pid_t pid, int sig
            landlock_add_rule 445 445 int ruleset_fd, enum landlock_rule_type rule_type, const void *rule_attr, uint32_t flags
            landlock_create_ruleset 444 444 const struct landlock_ruleset_attr *attr, size_t size, uint32_t flags
            landlock_restrict_self 446 446 int ruleset_fd, uint32_t flags
            lchown 94 -1 const char *pathname, uid_t owner, gid_t group
            lgetxattr 192 9 const char *path, const char *name, void value[.size], size_t size
            link 86 -1 const char *oldpath, const char *newpath
            linkat 265 37 int olddirfd, const char *oldpath, int newdirfd, const char *newpath, int flags
            listen 50 201 int sockfd, int backlog
            listmount 458 458 void *req, void *mnt_ids, size_t nr_mnt_ids, unsigned int flags
            listxattr 194 11 const char *path, char *list, size_t size
            listxattrat 465 465 int dirfd, const char *pathname, unsigned int at_flags, char *list, size_t size
            llistxattr 195 12 const char *path, char *list, size_t size
            lookup_dcookie 212 18 uint64_t cookie, char *buffer, size_t len
            lremovexattr 198 15 const char *path, const char *name
            lseek 8 62 int fd, off_t offset, int whence
            lsetxattr 189 6 const char *path, const char *name, const void value[.size], size_t size, int flags
            lsm_get_self_attr 459 459 unsigned int attr, void *ctx, unsigned int *size, unsigned int flags
            lsm_list_modules 461 461 void *ids, unsigned int *size, unsigned int flags
            lsm_set_self_attr 460 460 unsigned int attr, void *ctx, unsigned int size, unsigned int flags
            lstat 6 -1 const char *pathname, struct stat *statbuf
            madvise 28 233 void addr[.length], size_t length, int advice
            map_shadow_stack 453 453 unsigned long addr, unsigned long size, unsigned int flags
            mbind 237 235 ?
            membarrier 324 283 int cmd, unsigned int flags, int cpu_id
            memfd_create 319 279 const char *name, unsigned int flags
            memfd_secret 447 447 unsigned int flags
            migrate_pages 256 238 int pid, unsigned long maxnode, const unsigned long *old_nodes, const unsigned long *new_nodes
            mincore 27 232 void addr[.length], size_t length, unsigned char *vec
            mkdir 83 -1 const char *pathname, mode_t mode
            mkdirat 258 34 int dirfd, const char *pathname, mode_t mode
            mknod 133 -1 const char *pathname, mode_t mode, dev_t dev
            mknodat 259 33 int dirfd, const char *pathname, mode_t mode, dev_t dev
            mlock 149 228 const void addr[.len], size_t len
            mlock2 325 284 const void addr[.len], size_t len, unsigned int flags
            mlockall 151 230 int flags
            mmap 9 222 void addr[.length], size_t length, int prot, int flags, int fd, off_t offset
            modify_ldt 154 -1 int func, void ptr[.bytecount], unsigned long bytecount
            mount 165 40 const char *source, const char *target, const char *filesystemtype, unsigned long mountflags, const void *data
            mount_setattr 442 442 int dirfd, const char *pathname, unsigned int flags, struct mount_attr *attr, size_t size
            move_mount 429 429 int from_dirfd, const char *from_pathname, int to_dirfd, const char *to_pathname, unsigned int flags
            move_pages 279 239 int pid, unsigned long count, void *pages[.count], const int nodes[.count], int status[.count], int flags
            mprotect 10 226 void addr[.len], size_t len, int prot
            mq_getsetattr 245 185 mqd_t mqdes, const struct mq_attr *newattr, struct mq_attr *oldattr
            mq_notify 244 184 mqd_t mqdes, const struct sigevent *sevp
            mq_open 240 180 const char *name, int oflag, mode_t mode, struct mq_attr *attr
            mq_timedreceive 243 183 int mqdes, char msg_ptr[.msg_len], size_t msg_len, unsigned int *msg_prio, const struct timespec *abs_timeout
            mq_timedsend 242 182 int mqdes, const char msg_ptr[.msg_len], size_t msg_len, unsigned int msg_prio, const struct timespec *abs_timeout
            mq_unlink 241 181 const char *name
            mremap 25 216 void *old_address, size_t old_size, size_t new_size, int flags, void *new_address
            mseal 462 462 void *addr, size_t length, unsigned long flags
            msgctl 71 187 int msqid, int cmd, struct msqid_ds *buf
            msgget 68 186 key_t key, int msgflg
            msgrcv 70 188 int msqid, void msgp[.msgsz], size_t msgsz, long msgtyp, int msgflg
            msgsnd 69 189 int msqid, const void msgp[.msgsz], size_t msgsz, int msgflg
            msync 26 227 void addr[.length], size_t length, int flags
            munlock 150 229 const void addr[.len], size_t len
            munlockall 152 231
            munmap 11 215 void addr[.length], size_t length
            name_to_handle_at 303 264 int dirfd, const char *pathname, struct file_handle *handle, int *mount_id, int flags
            nanosleep 35 101 const struct timespec *req, struct timespec *rem
            newfstatat 262 79 int dirfd, const char *pathname, struct stat *statbuf, int flags
            nfsservctl 180 42 int cmd, struct nfsctl_arg *argp, union nfsctl_res *resp
            open 2 -1 const char *pathname, int flags, mode_t mode
            open_by_handle_at 304 265 int mount_fd, struct file_handle *handle, int flags
            open_tree 428 428 int dirfd, const char *pathname, unsigned int flags
            open_tree_attr 467 467 int dirfd, const char *pathname, unsigned int flags, void *attr, size_t size
            openat 257 56 int dirfd, const char *pathname, int flags, mode_t mode
            openat2 437 437 int dirfd, const char *pathname, struct open_how *how, size_t size
            pause 34 -1
            perf_event_open 298 241 struct perf_event_attr *attr, pid_t pid, int cpu, int group_fd, unsigned long flags
            personality 135 92 unsigned long persona
            pidfd_getfd 438 438 int pidfd, int targetfd, unsigned int flags
            pidfd_open 434 434 pid_t pid, unsigned int flags
            pidfd_send_signal 424 424 int pidfd, int sig, siginfo_t *info, unsigned int flags
            pipe 22 -1 int pipefd[2]
            pipe2 293 59 int pipefd[2], int flags
            pivot_root 155 41 const char *new_root, const char *put_old
            pkey_alloc 330 289 unsigned int flags, unsigned int access_rights
            pkey_free 331 290 int pkey
            pkey_mprotect 329 288 void addr[.len], size_t len, int prot, int pkey
            poll 7 -1 struct pollfd *fds, nfds_t nfds, int timeout
            ppoll 271 73 struct pollfd *fds, unsigned int nfds, const struct timespec *tmo_p, const sigset_t *sigmask, size_t sigsetsize
            prctl 157 167 int op, unsigned long arg2, unsigned long arg3, unsigned long arg4, unsigned long arg5
            pread64 17 67 int fd, void buf[.count], size_t count, off_t offset
            preadv 295 69 int fd, const struct iovec *iov, int iovcnt, off_t offset
            preadv2 327 286 int fd, const struct iovec *iov, int iovcnt, off_t offset, int flags
            prlimit64 302 261 pid_t pid, int resource, const struct rlimit *new_limit, struct rlimit *old_limit
            process_madvise 440 440 int pidfd, const struct iovec *iovec, size_t vlen, int advice, unsigned int flags
            process_mrelease 448 448 int pidfd, unsigned int flags
            process_vm_readv 310 270 pid_t pid, const struct iovec *local_iov, unsigned long liovcnt, const struct iovec *remote_iov, unsigned long riovcnt, unsigned long flags
            process_vm_writev 311 271 pid_t pid, const struct iovec *local_iov, unsigned long liovcnt, const struct iovec *remote_iov, unsigned long riovcnt, unsigned long flags
            pselect6 270 72 int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, struct timespec *timeout, const void *sigmask
            ptrace 101 117 long op, pid_t pid, void *addr, void *data
            putpmsg 182 -1 ?
            pwrite64 18 68 int fd, const void buf[.count], size_t count, off_t offset
            pwritev 296 70 int fd, const struct iovec *iov, int iovcnt, off_t offset
            pwritev2 328 287 int fd, const struct iovec *iov, int iovcnt, off_t offset, int flags
            query_module 178 -1 const char *name, int which, void buf[.bufsize], size_t bufsize, size_t *ret
            quotactl 179 60 int cmd, const char *special, int id, caddr_t addr
            quotactl_fd 443 443 ?
            read 0 63 int fd, void buf[.count], size_t count
            readahead 187 213 int fd, off64_t offset, size_t count
            readlink 89 -1 const char *pathname, char *buf, size_t bufsiz
            readlinkat 267 78 int dirfd, const char *pathname, char *buf, size_t bufsiz
            readv 19 65 int fd, const struct iovec *iov, int iovcnt
            reboot 169 142 int magic, int magic2, int cmd, void *arg
            recvfrom 45 207 int sockfd, void buf[.len], size_t len, int flags, struct sockaddr *src_addr, socklen_t *addrlen
            recvmmsg 299 243 int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags, struct timespec *timeout
            recvmsg 47 212 int sockfd, struct msghdr *msg, int flags
            remap_file_pages 216 234 void addr[.size], size_t size, int prot, size_t pgoff, int flags
            removexattr 197 14 const char *path, const char *name
            removexattrat 466 466 int dirfd, const char *pathname, unsigned int at_flags, const char *name
            rename 82 -1 const char *oldpath, const char *newpath
            renameat 264 38 int olddirfd, const char *oldpath, int newdirfd, const char *newpath
            renameat2 316 276 int olddirfd, const char *oldpath, int newdirfd, const char *newpath, unsigned int flags
            request_key 249 218 const char *type, const char *description, const char *callout_info, key_serial_t dest_keyring
            restart_syscall 219 128
            rmdir 84 -1 const char *pathname
            rseq 334 293 void *rseq, unsigned int rseq_len, int flags, unsigned int sig
            rt_sigaction 13 134 int signum, const struct sigaction *act, struct sigaction *oldact, size_t sigsetsize
            rt_sigpending 127 136 sigset_t *set, size_t sigsetsize
            rt_sigprocmask 14 135 int how, const sigset_t *set, sigset_t *oldset, size_t sigsetsize
            rt_sigqueueinfo 129 138 pid_t tgid, int sig, siginfo_t *info
            rt_sigreturn 15 139
            rt_sigsuspend 130 133 const sigset_t *mask, size_t sigsetsize
            rt_sigtimedwait 128 137 const sigset_t *set, siginfo_t *info, const struct timespec *timeout, size_t sigsetsize
            rt_tgsigqueueinfo 297 240 pid_t tgid, pid_t tid, int sig, siginfo_t *info
            sched_get_priority_max 146 125 int policy
            sched_get_priority_min 147 126 int policy
            sched_getaffinity 204 123 pid_t pid, size_t cpusetsize, cpu_set_t *mask
            sched_getattr 315 275 pid_t pid, struct sched_attr *attr, unsigned int size, unsigned int flags
            sched_getparam 143 121 pid_t pid, struct sched_param *param
            sched_getscheduler 145 120 pid_t pid
            sched_rr_get_interval 148 127 pid_t pid, struct timespec *tp
            sched_setaffinity 203 122 pid_t pid, size_t cpusetsize, const cpu_set_t *mask
            sched_setattr 314 274 pid_t pid, struct sched_attr *attr, unsigned int flags
            sched_setparam 142 118 pid_t pid, const struct sched_param *param
            sched_setscheduler 144 119 pid_t pid, int policy, const struct sched_param *param
            sched_yield 24 124
            seccomp 317 277 unsigned int operation, unsigned int flags, void *args
            security 185 -1 ?
            select 23 -1 int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, struct timeval *timeout
            semctl 66 191 int semid, int semnum, int cmd, unsigned long arg
            semget 64 190 key_t key, int nsems, int semflg
            semop 65 193 int semid, struct sembuf *sops, size_t nsops
            semtimedop 220 192 int semid, struct sembuf *sops, size_t nsops, const struct timespec *timeout
            sendfile 40 71 int out_fd, int in_fd, off_t *offset, size_t count
            sendmmsg 307 269 int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags
            sendmsg 46 211 int sockfd, const struct msghdr *msg, int flags
            sendto 44 206 int sockfd, const void buf[.len], size_t len, int flags, const struct sockaddr *dest_addr, socklen_t addrlen
            set_mempolicy 238 237 int mode, const unsigned long *nodemask, unsigned long maxnode
            set_mempolicy_home_node 450 450 unsigned long start, unsigned long len, unsigned long home_node, unsigned long flags
            set_robust_list 273 99 struct robust_list_head *head, size_t len
            set_thread_area 205 -1 struct user_desc *u_info
            set_tid_address 218 96 int *tidptr
            setdomainname 171 162 const char *name, size_t len
            setfsgid 123 152 gid_t fsgid
            setfsuid 122 151 uid_t fsuid
            setgid 106 144 gid_t gid
            setgroups 116 159 size_t size, const gid_t *list
            sethostname 170 161 const char *name, size_t len
            setitimer 38 103 int which, const struct itimerval *new_value, struct itimerval *old_value
            setns 308 268 int fd, int nstype
            setpgid 109 154 pid_t pid, pid_t pgid
            setpriority 141 140 int which, id_t who, int prio
            setregid 114 143 gid_t rgid, gid_t egid
            setresgid 119 149 gid_t rgid, gid_t egid, gid_t sgid
            setresuid 117 147 uid_t ruid, uid_t euid, uid_t suid
            setreuid 113 145 uid_t ruid, uid_t euid
            setrlimit 160 164 int resource, const struct rlimit *rlim
            setsid 112 157
            setsockopt 54 208 int sockfd, int level, int optname, const void optval[.optlen], socklen_t optlen
            settimeofday 164 170 const struct timeval *tv, const struct timezone *tz
            setuid 105 146 uid_t uid
            setxattr 188 5 const char *path, const char *name, const void value[.size], size_t size, int flags
            setxattrat 463 463 int dirfd, const char *pathname, unsigned int at_flags, const char *name, void *args, size_t size
            shmat 30 196 int shmid, const void *shmaddr, int shmflg
            shmctl 31 195 int shmid, int cmd, struct shmid_ds *buf
            shmdt 67 197 const void *shmaddr
            shmget 29 194 key_t key, size_t size, int shmflg
            shutdown 48 210 int sockfd, int how
            sigaltstack 131 132 const stack_t *ss, stack_t *old_ss
            signalfd 282 -1 int fd, const sigset_t *mask, size_t sigsetsize
            signalfd4 289 74 int fd, const sigset_t *mask, size_t sigsetsize, int flags
            socket 41 198 int domain, int type, int protocol
            socketpair 53 199 int domain, int type, int protocol, int sv[2]
            splice 275 76 int fd_in, off64_t *off_in, int fd_out, off64_t *off_out, size_t len, unsigned int flags
            stat 4 -1 const char *pathname, struct stat *statbuf
            statfs 137 43 const char *path, struct statfs *buf
            statmount 457 457 void *req, void *buf, size_t bufsize, unsigned int flags
            statx 332 291 int dirfd, const char *pathname, int flags, unsigned int mask, struct statx *statxbuf
            swapoff 168 225 const char *path
            swapon 167 224 const char *path, int swapflags
            symlink 88 -1 const char *target, const char *linkpath
            symlinkat 266 36 const char *target, int newdirfd, const char *linkpath
            sync 162 81
            sync_file_range 277 84 int fd, off64_t offset, off64_t nbytes, unsigned int flags
            syncfs 306 267 int fd
            sysfs 139 -1 int option, const char *fsname
            sysinfo 99 179 struct sysinfo *info
            syslog 103 116 int type, char *bufp, int len
            tee 276 77 int fd_in, int fd_out, size_t len, unsigned int flags
            tgkill 234 131 pid_t tgid, pid_t tid, int sig
            time 201 -1 time_t *tloc
            timer_create 222 107 clockid_t clockid, struct sigevent *sevp, timer_t *timerid
            timer_delete 226 111 timer_t timerid
            timer_getoverrun 225 109 timer_t timerid
            timer_gettime 224 108 timer_t timerid, struct itimerspec *curr_value
            timer_settime 223 110 timer_t timerid, int flags, const struct itimerspec *new_value, struct itimerspec *old_value
            timerfd_create 283 85 int clockid, int flags
            timerfd_gettime 287 87 int fd, struct itimerspec *curr_value
            timerfd_settime 286 86 int fd, int flags, const struct itimerspec *new_value, struct itimerspec *old_value
            times 100 153 struct tms *buf
            tkill 200 130 pid_t tid, int sig
            truncate 76 45 const char *path, off_t length
            tuxcall 184 -1 ?
            umask 95 166 mode_t mask
            umount2 166 39 const char *target, int flags
            uname 63 160 struct utsname *buf
            unlink 87 -1 const char *pathname
            unlinkat 263 35 int dirfd, const char *pathname, int flags
            unshare 272 97 int flags
            uselib 134 -1 const char *library
            userfaultfd 323 282 int flags
            ustat 136 -1 dev_t dev, struct ustat *ubuf
            utime 132 -1 const char *filename, const struct utimbuf *times
            utimensat 280 88 int dirfd, const char *pathname, const struct timespec times[2], int flags
            utimes 235 -1 const char *filename, const struct timeval times[2]
            vfork 58 -1
            vhangup 153 58
            vmsplice 278 75 int fd, const struct iovec *iov, size_t nr_segs, unsigned int flags
            vserver 236 -1 ?
            wait4 61 260 pid_t pid, int *wstatus, int options, struct rusage *rusage
            waitid 247 95 int idtype, id_t id, siginfo_t *infop, int options, struct rusage *rusage
            write 1 64 int fd, const void buf[.count], size_t count
            writev 20 66 int fd, const struct iovec *iov, int iovcnt
            """;

    private CallTable() {
    }
}
