using FsCheck.Fluent;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Encoding;

public sealed class RecordCodecTests
{
    [Fact]
    public void Every_kind_of_value_comes_back()
    {
        var writer = new RecordWriter(1);
        writer.WriteByte(7);
        writer.WriteBoolean(true);
        writer.WriteInt32(int.MinValue);
        writer.WriteInt64(long.MinValue);
        writer.WriteUInt64(ulong.MaxValue);
        writer.WriteVarInt(long.MinValue);
        writer.WriteVarUInt(ulong.MaxValue);
        writer.WriteString("prix: 1 € ☃");
        writer.WriteBytes([1, 2, 3]);

        var reader = new RecordReader(writer.Written);
        Assert.Equal(7, reader.ReadByte());
        Assert.True(reader.ReadBoolean());
        Assert.Equal(int.MinValue, reader.ReadInt32());
        Assert.Equal(long.MinValue, reader.ReadInt64());
        Assert.Equal(ulong.MaxValue, reader.ReadUInt64());
        Assert.Equal(long.MinValue, reader.ReadVarInt());
        Assert.Equal(ulong.MaxValue, reader.ReadVarUInt());
        Assert.Equal("prix: 1 € ☃", reader.ReadString());
        Assert.Equal(new byte[] { 1, 2, 3 }, reader.ReadBytes(3).ToArray());
        reader.ExpectEnd();
    }

    [Fact]
    public void Numbers_of_every_magnitude_come_back() => Properties.Check(Properties.Signed(long.MaxValue).ArrayOf(20), numbers =>
    {
        var writer = new RecordWriter();
        foreach (long number in numbers)
        {
            writer.WriteVarInt(number);
        }

        var reader = new RecordReader(writer.Written);
        foreach (long number in numbers)
        {
            Assert.Equal(number, reader.ReadVarInt());
        }

        Assert.True(reader.AtEnd);
    });

    [Fact]
    public void Small_numbers_take_one_byte()
    {
        var writer = new RecordWriter();
        writer.WriteVarInt(-64);
        writer.WriteVarInt(63);
        Assert.Equal(2, writer.Length);
    }

    [Fact]
    public void A_length_can_be_written_after_its_content()
    {
        var writer = new RecordWriter();
        writer.WriteInt32(0);
        writer.WriteBytes([9, 9, 9]);
        writer.PatchInt32(0, writer.Length - sizeof(int));
        Assert.Equal(3, new RecordReader(writer.Written).ReadInt32());
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.PatchInt32(4, 1));
    }

    [Fact]
    public void Truncated_and_overlong_bytes_are_refused()
    {
        Assert.Throws<CorruptRecordException>(() => new RecordReader([1, 2, 3]).ReadInt32());
        Assert.Throws<CorruptRecordException>(() => new RecordReader([]).ReadByte());
        Assert.Throws<CorruptRecordException>(() => new RecordReader([0x80, 0x80]).ReadVarUInt());
        Assert.Throws<CorruptRecordException>(() => new RecordReader([255, 255, 255, 255, 255, 255, 255, 255, 255, 2]).ReadVarUInt());
        Assert.Throws<CorruptRecordException>(() => new RecordReader([2]).ReadBoolean());
        Assert.Throws<CorruptRecordException>(() => new RecordReader([100, 65]).ReadString());
        Assert.Throws<CorruptRecordException>(() => new RecordReader([5]).ReadCount(4));
        Assert.Throws<CorruptRecordException>(() => new RecordReader([1]).ReadBytes(-1).Length);
        Assert.Throws<CorruptRecordException>(() => new RecordReader([1]).ExpectEnd());
    }
}
