"""What stands between the instances and their database, and can behave like a bad network."""

from __future__ import annotations

import asyncio
import contextlib
import pathlib
import socket
import struct
import threading


class Between:
    """A TCP proxy to a port of this machine, in a thread of its own."""

    def __init__(self, to: int) -> None:
        self.to = to
        self.delay = 0.0
        """Seconds by which each answer is late."""
        self._passes: asyncio.Event
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self.port = 0
        started = threading.Event()
        threading.Thread(target=self._run, args=(started,), daemon=True).start()
        started.wait(10)

    def pause(self) -> None:
        """Nothing arrives any more in either direction; connections stay open and are still taken."""
        self._loop.call_soon_threadsafe(self._passes.clear)

    def go_on(self) -> None:
        """What was held back is lost with its connections, as behind a line that was cut for long."""
        self.reset()
        self._loop.call_soon_threadsafe(self._passes.set)

    def reset(self) -> None:
        """Ends all connections with RST, to both sides."""
        done = threading.Event()

        def cut() -> None:
            for writer in self._open:
                end = writer.get_extra_info("socket")
                with contextlib.suppress(OSError):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
            self._open.clear()
            done.set()

        self._loop.call_soon_threadsafe(cut)
        done.wait(10)

    def connections(self) -> int:
        """How many connections the instances hold to it."""
        mine = f":{self.port:04X}"
        lines = pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]
        return sum(line.split()[2].endswith(mine) and line.split()[3] == "01" for line in lines)

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)

        async def begin() -> None:
            self._passes = asyncio.Event()
            self._passes.set()
            server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            started.set()

        self._loop.run_until_complete(begin())
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._passes.wait()
        try:
            onward_reader, onward = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, onward}
        self._open |= both
        await asyncio.gather(
            self._copy(reader, onward, lambda: 0.0), self._copy(onward_reader, writer, lambda: self.delay)
        )
        self._open -= both

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, late) -> None:
        with contextlib.suppress(OSError):
            while piece := await reader.read(1 << 16):
                if wait := late():
                    await asyncio.sleep(wait)
                await self._passes.wait()
                writer.write(piece)
                await writer.drain()
        writer.close()
