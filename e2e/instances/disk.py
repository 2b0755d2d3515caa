"""A disk that can lose its power: a file system of its own in a file, for a database server."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pathlib
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator

from cluster import Cluster

SIZE = 3 << 30
SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN of Linux."""
WITHOUT_THE_LOG = 2
"""What was not written by then, the journal included, never is."""
LIMIT = 30.0


class Disk:
    """ext4 on a loop device. Needs root."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.image, self.mount = folder / "disk.img", folder / "disk"
        self.mount.mkdir()
        with self.image.open("wb") as image:
            image.truncate(SIZE)
        subprocess.run(["mkfs.ext4", "-q", self.image], check=True)
        self.again()

    def cut(self) -> None:
        """From now on nothing reaches the disk, and nothing is read from it."""
        handle = os.open(self.mount, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", WITHOUT_THE_LOG))
        finally:
            os.close(handle)

    def again(self) -> None:
        """As after a power cut: the file system does again what stands in its journal."""
        subprocess.run(["mount", "-o", "loop", self.image, self.mount], check=True)

    def off(self) -> None:
        """Whoever was killed lets go of it within moments."""
        until = time.monotonic() + LIMIT
        while subprocess.run(["umount", self.mount], capture_output=True).returncode != 0:
            if time.monotonic() > until:
                raise RuntimeError(f"{self.mount} is still in use")
            time.sleep(0.02)

    def remove(self) -> None:
        self.off()
        self.image.unlink()


@contextlib.contextmanager
def on_disk(cluster: Cluster, folder: pathlib.Path) -> Iterator[Disk]:
    """Moves a cluster there, with checksums of all its pages, and back."""
    disk, home = Disk(folder), cluster.home
    cluster.stop()
    subprocess.run(["cp", "-a", home, disk.mount], check=True)
    cluster.home = disk.mount / home.name
    try:
        cluster.run("pg_checksums", "--enable", "-D", cluster.home / "data")
        cluster.start()
        yield disk
        cluster.stop()
        cluster.run("pg_checksums", "--check", "-D", cluster.home / "data")
        shutil.rmtree(home)
        subprocess.run(["cp", "-a", cluster.home, home], check=True)
    except BaseException:
        with contextlib.suppress(OSError):
            cluster.kill()
        raise
    finally:
        cluster.home = home
        disk.remove()
    cluster.start()
