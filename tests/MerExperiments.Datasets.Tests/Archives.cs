using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using MerExperiments.Corpora;

namespace MerExperiments.Datasets.Tests;

/// <summary>Archives in memory, also such as no honest program writes.</summary>
internal static class Archives
{
    public static byte[] Of(Packing packing, params (string Name, byte[] Bytes)[] files) => packing switch
    {
        Packing.Zip => Zip(files),
        Packing.TarGz => GZip(Tar([.. files.Select(file => File(file.Name, file.Bytes))])),
        _ => Tar([.. files.Select(file => File(file.Name, file.Bytes))]),
    };

    public static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] bytes) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    public static byte[] ZipWithLink(string name, string target)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            ZipArchiveEntry entry = archive.CreateEntry(name);
            entry.ExternalAttributes = 0xA1FF << 16;
            using Stream stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(target));
        }

        return memory.ToArray();
    }

    public static byte[] Tar(params TarEntry[] entries)
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, leaveOpen: true))
        {
            Array.ForEach(entries, writer.WriteEntry);
        }

        return memory.ToArray();
    }

    public static TarEntry File(string name, byte[] bytes) => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) };

    public static TarEntry Link(TarEntryType type, string name, string target) => new PaxTarEntry(type, name) { LinkName = target };

    private static byte[] GZip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }
}
