"""A mail server of our own, which keeps what it is given and refuses when it is told to."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self, cast


class Talk(socketserver.StreamRequestHandler):
    """One conversation, as RFC 5321 has it."""

    def handle(self) -> None:
        box = cast("Postbox", self.server)
        self.say("220 box.test ready")
        for line in self.rfile:
            word = line.decode("ascii", "replace").strip().upper()
            if word.startswith("DATA"):
                self.take(box)
            elif word.startswith("QUIT"):
                return self.say("221 bye")
            elif word.startswith("RCPT") and box.refusal:
                self.say(box.refusal)
            else:
                self.say("250 fine")
        return None

    def take(self, box: "Postbox") -> None:
        self.say("354 go on")
        lines: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        box.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.say("250 taken")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class Postbox(socketserver.ThreadingTCPServer):
    """The server; use it in a `with`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.letters: list[EmailMessage] = []
        self.refusal = ""

    @property
    def port(self) -> int:
        return int(cast(Any, self.server_address)[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()
