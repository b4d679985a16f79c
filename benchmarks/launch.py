"""Run a command and write what it took as a line of JSON: `launch.py DESCRIPTOR COMMAND…`.

The kernel counts as a process's peak memory also what the process that started it held until then.
So it is not the measuring Python that starts a command, but this one, with no more than it needs:
run as `python -I -S` it holds 8 MB, and only peaks below that cannot be told.
"""

import posix
import sys
import time

report = int(sys.argv[1])
posix.set_inheritable(report, False)
started = time.perf_counter()
_, status, usage = posix.wait4(posix.posix_spawn(sys.argv[2], sys.argv[2:], posix.environ), 0)
wall = time.perf_counter() - started
code = posix.WEXITSTATUS(status) if posix.WIFEXITED(status) else -posix.WTERMSIG(status)
cpu = usage.ru_utime + usage.ru_stime
posix.write(report, f"[{code}, {wall}, {cpu}, {usage.ru_maxrss}]".encode())
