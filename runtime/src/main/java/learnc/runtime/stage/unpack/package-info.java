/// How do packed layers become one root file system?
///
/// A layer is an archive of what it adds, changes and removes. Each is unpacked once into a directory of its own, named by
/// its checksum, and never written again. Then the kernel lays them over each other (overlayfs), with an empty directory on
/// top that takes every change. What a layer removes is a name `.wh.NAME` in the archive and a device 0/0 for the kernel.
///
/// Start with [Unpack], then [LayerUnpacking]: one layer, in order. An archive is written by strangers: [LayerFolder] sees
/// that nothing escapes, [Bounds] that nothing explodes.
///
/// Left out on purpose: other storage drivers than overlay, AUFS's own hard links (`.wh..wh.plnk`), and waiting for the disk.
package learnc.runtime.stage.unpack;
