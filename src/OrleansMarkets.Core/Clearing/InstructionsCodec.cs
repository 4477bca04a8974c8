using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>The bytes and the hash of order instructions: which parts there are, then the parts; one zero byte for a plain order.</summary>
internal static class InstructionsCodec
{
    private const InstructionParts All =
        InstructionParts.Expiry | InstructionParts.Display | InstructionParts.SelfTrade | InstructionParts.Tag
        | InstructionParts.Trigger | InstructionParts.Peg | InstructionParts.Link;

    public static void Write(RecordWriter writer, OrderInstructions? instructions)
    {
        InstructionParts parts = instructions?.Parts ?? InstructionParts.None;
        writer.WriteByte((byte)parts);
        if (parts != InstructionParts.None)
        {
            WriteParts(writer, instructions!, parts);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null for a plain order.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no instructions.</exception>
    public static OrderInstructions? Read(ref RecordReader reader)
    {
        var parts = (InstructionParts)reader.ReadByte();
        if (parts == InstructionParts.None)
        {
            return null;
        }

        if ((parts & ~All) != 0)
        {
            throw new CorruptRecordException($"{(byte)parts} are no parts of order instructions.");
        }

        bool Has(InstructionParts part) => (parts & part) != 0;
        return new OrderInstructions(
            Has(InstructionParts.Expiry) ? reader.ReadVarInt() : 0,
            Has(InstructionParts.Display) ? reader.ReadVarInt() : 0,
            Has(InstructionParts.SelfTrade) ? (SelfTradePolicy)reader.ReadByte() : SelfTradePolicy.CancelMaker,
            Has(InstructionParts.SelfTrade) ? reader.ReadVarInt() : 0,
            Has(InstructionParts.Tag) ? reader.ReadVarInt() : 0,
            Has(InstructionParts.Trigger) ? ReadTrigger(ref reader) : default,
            Has(InstructionParts.Peg) ? new PegTerms((PegReference)reader.ReadByte(), reader.ReadVarInt()) : default,
            Has(InstructionParts.Link) ? new LinkTerms((LinkKind)reader.ReadByte(), EventCodec.ReadId(ref reader)) : default);
    }

    /// <summary>Mixes instructions into a hash; those of a plain order leave the hash as it is.</summary>
    public static ulong Mix(ulong hash, OrderInstructions? instructions)
    {
        InstructionParts parts = instructions?.Parts ?? InstructionParts.None;
        if (parts == InstructionParts.None)
        {
            return hash;
        }

        OrderInstructions present = instructions!;
        hash = CommandHash.Mix(hash, (byte)parts | ((byte)present.SelfTrade << 8));
        hash = CommandHash.Mix(hash, present.ExpiresNs);
        hash = CommandHash.Mix(hash, present.DisplayLots);
        hash = CommandHash.Mix(hash, present.SelfTradeGroup);
        hash = CommandHash.Mix(hash, present.Tag);
        hash = MixTrigger(hash, present.Trigger);
        hash = CommandHash.Mix(hash, (byte)present.Peg.Reference | ((byte)present.Link.Kind << 8));
        hash = CommandHash.Mix(hash, present.Peg.OffsetUnits);
        hash = CommandHash.Mix(hash, unchecked((long)present.Link.Group.High));
        return CommandHash.Mix(hash, unchecked((long)present.Link.Group.Low));
    }

    private static void WriteParts(RecordWriter writer, OrderInstructions instructions, InstructionParts parts)
    {
        WriteIf(writer, (parts & InstructionParts.Expiry) != 0, instructions.ExpiresNs);
        WriteIf(writer, (parts & InstructionParts.Display) != 0, instructions.DisplayLots);
        if ((parts & InstructionParts.SelfTrade) != 0)
        {
            writer.WriteByte((byte)instructions.SelfTrade);
            writer.WriteVarInt(instructions.SelfTradeGroup);
        }

        WriteIf(writer, (parts & InstructionParts.Tag) != 0, instructions.Tag);
        if ((parts & InstructionParts.Trigger) != 0)
        {
            WriteTrigger(writer, instructions.Trigger);
        }

        if ((parts & InstructionParts.Peg) != 0)
        {
            writer.WriteByte((byte)instructions.Peg.Reference);
            writer.WriteVarInt(instructions.Peg.OffsetUnits);
        }

        if ((parts & InstructionParts.Link) != 0)
        {
            writer.WriteByte((byte)instructions.Link.Kind);
            EventCodec.WriteId(writer, instructions.Link.Group);
        }
    }

    private static void WriteIf(RecordWriter writer, bool isPresent, long value)
    {
        if (isPresent)
        {
            writer.WriteVarInt(value);
        }
    }

    private static void WriteTrigger(RecordWriter writer, in TriggerTerms trigger)
    {
        writer.WriteByte((byte)trigger.Kind);
        writer.WriteByte((byte)trigger.Source);
        writer.WriteVarInt(trigger.PriceUnits);
        writer.WriteVarInt(trigger.TrailUnits);
        writer.WriteVarInt(trigger.TrailPpm);
        writer.WriteVarInt(trigger.ActivationUnits);
    }

    private static TriggerTerms ReadTrigger(ref RecordReader reader) => new(
        (TriggerKind)reader.ReadByte(),
        (TriggerPrice)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt());

    private static ulong MixTrigger(ulong hash, in TriggerTerms trigger)
    {
        hash = CommandHash.Mix(hash, (byte)trigger.Kind | ((byte)trigger.Source << 8));
        hash = CommandHash.Mix(hash, trigger.PriceUnits);
        hash = CommandHash.Mix(hash, trigger.TrailUnits);
        hash = CommandHash.Mix(hash, trigger.TrailPpm);
        return CommandHash.Mix(hash, trigger.ActivationUnits);
    }
}
