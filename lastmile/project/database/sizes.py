"""The server's settings, sized to the machine."""
import os
from pathlib import Path

MB = 1024 * 1024


def memory() -> int:
    """Bytes this process may use: the machine's, or less where a container says so."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    said = limit.read_text().strip() if limit.exists() else "max"
    return min(machine, int(said)) if said.isdigit() else machine


def settings(port: int, total: int) -> dict[str, str]:
    """What `postgres` is started with; fsync and full pages stay on, nothing listens outside this machine."""
    return {
        "port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "100",
        "shared_buffers": _mb(total // 8, 64, 2048), "effective_cache_size": _mb(total // 2, 256, 65536),
        "maintenance_work_mem": _mb(total // 32, 32, 512), "work_mem": _mb(total // 512, 4, 32),
        "max_wal_size": "4GB", "checkpoint_timeout": "15min",
        # pglz made a sweep of scattered rows six times slower, and this build has no lz4.
        "wal_compression": "off", "random_page_cost": "1.1", "jit": "off", "autovacuum_naptime": "10s",
        "timezone": "UTC", "log_timezone": "Asia/Shanghai", "log_line_prefix": "%m %u@%d ", "log_checkpoints": "off",
    }


def _mb(size: int, low: int, high: int) -> str:
    return f"{min(max(size // MB, low), high)}MB"
