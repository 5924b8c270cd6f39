#!/usr/bin/python3
"""A USB webcam made of recordings, plugged into this kernel's own USB stack.

    usb_camera.py [OPTION...] RECORDING... -- COMMAND [ARGUMENT...]

The kernel's vhci-hcd driver (USB/IP) takes what a USB device sends from a socket. This program is the other end of
that socket and answers as a UVC 1.0 webcam, so that the real usbcore and uvcvideo drivers make a real /dev/videoN.
Each RECORDING (a folder with recording.json, of MJPEG or YUYV frames) is one format that the camera offers.

COMMAND runs with CAMERA=/dev/videoN; its status is this program's. Needs root and the modules vhci-hcd and uvcvideo.

Frames are counted from 0 each time that a stream starts; after the last the camera sends nothing.
"""
import argparse
import collections
import glob
import json
import os
import pathlib
import socket
import struct
import subprocess
import sys
import threading
import time

HOST_CONTROLLER = "/sys/devices/platform/vhci_hcd.0"
HIGH_SPEED = 3
DEVICE_ID = 0x00010002
VIDEO_ENDPOINT = 0x81
MAXIMUM_PAYLOAD = 16384
# USB/IP messages, and the two ways in which a request ends badly.
SUBMIT, UNLINK, SUBMITTED, UNLINKED = 1, 2, 3, 4
STALLED, TAKEN_BACK = -32, -104
# In a payload's header: which frame it belongs to, and what happened to it.
FRAME_PARITY, LAST_PAYLOAD, ERROR = 0x01, 0x02, 0x40


class Mode:
    """One format with one size and one rate: a recording."""

    def __init__(self, folder, fps, rounds):
        manifest = json.loads((folder / "recording.json").read_text())
        self.kind, self.width, self.height = manifest["format"], manifest["width"], manifest["height"]
        if self.kind not in ("mjpeg", "yuyv"):
            sys.exit(f"usb_camera: {folder}: {self.kind} cannot be served")
        self.frames = [(folder / frame["file"]).read_bytes() for frame in manifest["frames"]] * rounds
        self.largest_frame = self.width * self.height * 2
        self.interval = int(10_000_000 / fps)  # in units of 100 ns

    def descriptors(self, index):
        """The UVC descriptors of the format and its one frame size."""
        if self.kind == "mjpeg":
            frame_type = 0x07
            result = struct.pack("<11B", 11, 0x24, 0x06, index, 1, 0, 1, 0, 0, 0, 0)
        else:
            frame_type = 0x05
            code = b"YUY2" + bytes.fromhex("00001000800000aa00389b71")
            result = struct.pack("<5B16s6B", 27, 0x24, 0x04, index, 1, code, 16, 1, 0, 0, 0, 0)
        rate = min(self.largest_frame * 8 * 10_000_000 // self.interval, 0xFFFFFFFF)
        return result + struct.pack(
            "<5BHHIIIIBI", 30, 0x24, frame_type, 1, 0, self.width, self.height, rate, rate, self.largest_frame,
            self.interval, 1, self.interval)

    def probe(self, index):
        """The parameters of a stream, as the host and the camera agree on them."""
        return struct.pack(
            "<HBBIHHHHHII", 0, index, 1, self.interval, 0, 0, 0, 0, 0, self.largest_frame, MAXIMUM_PAYLOAD)


class ControlPipe:
    """Answers the requests by which the host learns what the camera is and sets it up."""

    DEVICE = struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x0200, 0xEF, 2, 1, 64, 0x1D6B, 0x0102, 1, 1, 2, 3, 1)
    STRINGS = ["", "Test bench", "Recorded camera", "0001"]

    def __init__(self, modes):
        self.modes = modes
        self.probe = modes[0].probe(1)
        self.mode = modes[0]
        self.streams = 0  # how often the host has started one
        self.configuration = self._configuration()

    def _configuration(self):
        camera = struct.pack("<4BH2BHHH4B", 18, 0x24, 0x02, 1, 0x0201, 0, 0, 0, 0, 0, 3, 0, 0, 0)
        output = struct.pack("<4BH3B", 9, 0x24, 0x03, 2, 0x0101, 0, 1, 0)
        header = struct.pack(
            "<3BHHIBB", 13, 0x24, 0x01, 0x0100, 13 + len(camera) + len(output), 48_000_000, 1, 1)
        control = struct.pack("<9B", 9, 4, 0, 0, 0, 0x0E, 1, 0, 0) + header + camera + output
        formats = b"".join(mode.descriptors(index) for index, mode in enumerate(self.modes, 1))
        length = 13 + len(self.modes)
        video = struct.pack(
            "<4BH7B", length, 0x24, 0x01, len(self.modes), length + len(formats), VIDEO_ENDPOINT, 0, 2, 0, 0, 0, 1)
        video += bytes(len(self.modes)) + formats
        stream = struct.pack("<9B", 9, 4, 1, 0, 1, 0x0E, 2, 0, 0) + video
        stream += struct.pack("<4BHB", 7, 5, VIDEO_ENDPOINT, 2, 512, 0)
        association = struct.pack("<8B", 8, 11, 0, 2, 0x0E, 3, 0, 0)
        rest = association + control + stream
        return struct.pack("<BBHBBBBB", 9, 2, 9 + len(rest), 2, 1, 0, 0x80, 250) + rest

    def answer(self, setup, data):
        """The bytes to return, or None to refuse."""
        kind, request, value, index, length = struct.unpack("<BBHHH", setup)
        if kind == 0x80 and request == 6:
            descriptor = self._descriptor(value >> 8, value & 255)
            return None if descriptor is None else descriptor[:length]
        if kind in (0, 1, 2) and request in (1, 3, 9, 11):  # features, configuration, interface
            return b""
        if kind in (0x80, 0x81, 0x82) and request == 0:  # status
            return b"\0\0"[:length]
        if kind in (0x21, 0xA1) and index & 255 == 1 and value >> 8 in (1, 2):
            return self._stream_parameters(request, data, commits=value >> 8 == 2, length=length)
        return None

    def _descriptor(self, kind, index):
        if kind == 1:
            return self.DEVICE
        if kind == 2:
            return self.configuration
        if kind == 3 and index == 0:
            return b"\x04\x03\x09\x04"  # strings are in English
        if kind == 3 and index < len(self.STRINGS):
            text = self.STRINGS[index].encode("utf-16-le")
            return bytes([len(text) + 2, 3]) + text
        return None

    def _stream_parameters(self, request, data, commits, length):
        if request == 0x01:  # set
            index = min(max(data[2], 1), len(self.modes))
            self.probe = self.modes[index - 1].probe(index)
            if commits:
                self.mode = self.modes[index - 1]
                self.streams += 1
            return b""
        if request == 0x85:
            return struct.pack("<H", len(self.probe))[:length]
        if request == 0x86:
            return b"\x03"[:length]
        return self.probe[:length]


class Plug:
    """The socket to the kernel, and the video requests that wait for data, oldest first.

    One lock covers both: an answer to a request that the host has just taken back would end the connection.
    """

    def __init__(self, control):
        self.control = control
        self.lock = threading.Condition()
        self.waiting = collections.OrderedDict()
        self.socket, kernels = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self._attach(kernels)
        kernels.close()  # the kernel holds it now

    @staticmethod
    def _attach(kernels):
        for _ in range(100):
            try:
                with open(HOST_CONTROLLER + "/attach", "w") as attach:
                    attach.write(f"0 {kernels.fileno()} {DEVICE_ID} {HIGH_SPEED}")
                return
            except OSError:
                time.sleep(0.05)  # the kernel is still busy with a plug that was pulled
        sys.exit("usb_camera: the kernel takes no camera")

    def pull(self):
        with open(HOST_CONTROLLER + "/detach", "w") as detach:
            detach.write("0")

    def oldest_request(self):
        """Waits until the host wants video; its number, and how many bytes it takes."""
        with self.lock:
            while not self.waiting:
                self.lock.wait()
            return next(iter(self.waiting.items()))

    def fill(self, request, data):
        """False where the host has taken the request back."""
        with self.lock:
            if self.waiting.pop(request, None) is None:
                return False
            self._send(SUBMITTED, request, 0, data)
            return True

    def serve(self):
        """Answers the host until the plug is pulled."""
        try:
            while True:
                self._serve_one()
        except (EOFError, ConnectionError):
            return

    def _serve_one(self):
        head = self._receive(48)
        command, request, _, direction, endpoint, argument, length = struct.unpack(">7I", head[:28])
        if command == UNLINK:
            with self.lock:
                is_waiting = self.waiting.pop(argument, None) is not None
                self._send(UNLINKED, request, TAKEN_BACK if is_waiting else 0)
        elif endpoint:
            with self.lock:
                self.waiting[request] = length
                self.lock.notify()
        else:
            is_output = direction == 0
            data = self._receive(length) if is_output else b""
            answer = self.control.answer(head[40:48], data)
            with self.lock:
                if answer is None:
                    self._send(SUBMITTED, request, STALLED)
                else:
                    self._send(SUBMITTED, request, 0, answer, length=len(data) if is_output else len(answer))

    def _send(self, command, request, status, data=b"", length=None):
        length = len(data) if length is None else length
        self.socket.sendall(struct.pack(">5IiiIII8x", command, request, 0, 0, 0, status, length, 0, 0, 0) + data)

    def _receive(self, count):
        result = bytearray()
        while len(result) < count:
            part = self.socket.recv(count - len(result))
            if not part:
                raise EOFError
            result += part
        return bytes(result)


class Video:
    """Sends frames at their times, with the faults that were asked for."""

    def __init__(self, plug, options):
        self.plug, self.options = plug, options

    def run(self):
        control = self.plug.control
        stream = frame = parity = 0
        due = 0.0
        while True:
            self.plug.oldest_request()
            if control.streams != stream:
                stream, frame, due = control.streams, 0, time.monotonic()
            if frame == self.options.unplug_at:
                self.plug.pull()
                if self.options.replug_after is not None:
                    time.sleep(self.options.replug_after)
                    plug_in(argparse.Namespace(**{**vars(self.options), "unplug_at": None}))
                return
            if frame == self.options.stall_at or frame >= len(control.mode.frames):
                time.sleep(0.02)  # silent, but plugged in
                continue
            time.sleep(max(0.0, due - time.monotonic()))
            due += 1 / self.options.fps
            data = control.mode.frames[frame]
            if frame == self.options.cut_at:
                data = data[: len(data) // 2]
            self._send(data, parity | (ERROR if frame == self.options.error_at else 0), stream)
            frame += 1
            parity ^= FRAME_PARITY

    def _send(self, data, flags, stream):
        """Sends a frame in payloads; gives up where the host stops the stream."""
        position, is_last = 0, False
        while not is_last:
            request, room = self.plug.oldest_request()
            if self.plug.control.streams != stream:
                return
            part = data[position : position + min(room, MAXIMUM_PAYLOAD) - 2]
            position += len(part)
            is_last = position >= len(data)
            header = bytes([2, 0x80 | flags | (LAST_PAYLOAD if is_last else 0)])
            if not self.plug.fill(request, header + part):
                return


def video_node():
    """Waits for the node with this camera's pictures; of its two, the other carries metadata."""
    for _ in range(600):
        for link in glob.glob("/sys/class/video4linux/video*"):
            node = "/dev/" + os.path.basename(link)
            is_ours = "/vhci_hcd.0/" in os.path.realpath(link)
            if is_ours and pathlib.Path(link, "index").read_text().strip() == "0" and os.path.exists(node):
                return node
        time.sleep(0.05)
    sys.exit("usb_camera: the kernel made no /dev/videoN")


PLUGS = []


def plug_in(options):
    """Plugs a camera in; it answers the host in threads of its own."""
    plug = Plug(ControlPipe([Mode(folder, options.fps, options.rounds) for folder in options.recordings]))
    PLUGS.append(plug)
    threading.Thread(target=Video(plug, options).run, daemon=True).start()
    plug.server = threading.Thread(target=plug.serve, daemon=True)
    plug.server.start()


def main():
    parser = argparse.ArgumentParser(
        description="Plugs in a webcam made of recordings, and runs a command.",
        usage="%(prog)s [OPTION...] RECORDING... -- COMMAND [ARGUMENT...]")
    parser.add_argument("--fps", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=1, help="how often the recordings are played")
    parser.add_argument("--error-at", type=int, metavar="FRAME", help="mark this frame as wrong")
    parser.add_argument("--cut-at", type=int, metavar="FRAME", help="send half of this frame, without a mark")
    parser.add_argument("--stall-at", type=int, metavar="FRAME", help="send nothing from this frame on")
    parser.add_argument("--unplug-at", type=int, metavar="FRAME", help="pull the plug instead of this frame")
    parser.add_argument(
        "--replug-after", type=float, metavar="SECONDS", help="plug the camera in again, so long after --unplug-at")
    parser.add_argument("recordings", nargs="+", type=pathlib.Path)
    if "--" not in sys.argv:
        parser.error("no command: give one after --")
    split = sys.argv.index("--")
    options = parser.parse_args(sys.argv[1:split])
    plug_in(options)
    status = subprocess.call(sys.argv[split + 1 :], env={**os.environ, "CAMERA": video_node()})
    plug = PLUGS[-1]
    if plug.server.is_alive():
        plug.pull()
        plug.server.join(5)
    sys.exit(status)


main()
