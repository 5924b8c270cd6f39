#ifndef CPROCESS_H
#define CPROCESS_H

/// Keeps the memory of this process from core dumps and from other processes of the same user: it may hold card
/// numbers. Here because prctl(2) is variadic, which Swift cannot call. Gives 0, or -1 with errno.
int CProcess_forbid_dumps(void);

/// Columns of the terminal that a descriptor leads to; 0 where they are not known. Here for the same reason.
int CProcess_terminal_columns(int descriptor);

#endif
