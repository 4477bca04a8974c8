using OrleansMarkets.Core.Matching;
using OrleansMarkets.Lab.Flows;

namespace OrleansMarkets.Lab.Tests.Flows;

public sealed class OrderFlowFileTests
{
    private static readonly OrderCommand Sound = FlowBytes.New(5, isBuy: true, 1_000, 3);

    [Fact]
    public void A_file_is_read_as_it_was_written()
    {
        OrderCommand[] commands = [Sound, FlowBytes.Cancel(5), FlowBytes.Replace(5, 9, 1_001, 2)];
        OrderFlow flow = Read(FlowBytes.Of(2, 1, commands));
        Assert.Equal(2, flow.Symbols);
        Assert.Equal((int)FlowBytes.Ids - 1, flow.HighestOrderId);
        Assert.Equal(1, flow.Prefill);
        Assert.Equal(FlowBytes.Seed, flow.Seed);
        Assert.Equal(commands, flow.Commands);
        Assert.Equal(4, flow.MostTrades);
    }

    [Theory]
    [InlineData(0, 'X')]
    [InlineData(4, 2)] // version
    [InlineData(6, 33)] // bytes of a record
    [InlineData(8, 0)] // symbols
    [InlineData(15, 255)] // ids
    [InlineData(16, 0)] // commands
    [InlineData(23, 1)]
    [InlineData(24, 2)] // prefill beyond the commands
    public void A_bad_header_is_said_with_its_code(int at, int value)
    {
        byte[] file = FlowBytes.Of(1, 0, Sound);
        file[at] = (byte)value;
        ExpectCode(ErrorCodes.FlowBadHeader, file);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void A_file_without_a_whole_header_is_none(int length) =>
        ExpectCode(ErrorCodes.FlowBadHeader, FlowBytes.Of(1, 0, Sound)[..length]);

    [Fact]
    public void A_file_cut_short_or_with_more_than_its_commands_is_said_with_its_code()
    {
        byte[] file = FlowBytes.Of(1, 0, Sound, FlowBytes.Cancel(5));
        ExpectCode(ErrorCodes.FlowBadLength, file[..^1]);
        ExpectCode(ErrorCodes.FlowBadLength, [.. file, 0]);
    }

    [Theory]
    [InlineData(0, 0)] // kind
    [InlineData(0, 4)]
    [InlineData(1, 2)] // side
    [InlineData(2, 5)] // time in force
    [InlineData(4, 1)] // symbol
    [InlineData(8, 0)] // id that does not rise
    [InlineData(10, 1)] // id beyond the header's
    [InlineData(23, 0x40)] // price
    [InlineData(23, 0x80)]
    [InlineData(24, 0)] // quantity
    public void A_command_that_is_not_sound_is_said_with_its_code(int at, int value)
    {
        byte[] file = FlowBytes.Of(1, 0, Sound);
        file[OrderFlowFile.HeaderBytes + at] = (byte)value;
        ExpectCode(ErrorCodes.FlowBadCommand, file);
    }

    [Fact]
    public void An_id_enters_once_and_is_named_within_the_header()
    {
        ExpectCode(ErrorCodes.FlowBadCommand, FlowBytes.Of(1, 0, Sound, Sound));
        ExpectCode(ErrorCodes.FlowBadCommand, FlowBytes.Of(1, 0, Sound, FlowBytes.Replace(5, 4, 1_000, 1)));
        ExpectCode(ErrorCodes.FlowBadCommand, FlowBytes.Of(1, 0, Sound, FlowBytes.Cancel(FlowBytes.Ids)));
    }

    [Fact]
    public void The_price_of_a_market_order_does_not_matter()
    {
        OrderCommand market = FlowBytes.New(1, isBuy: true, long.MinValue, 1, EntryRule.Market);
        Assert.Equal(market, Assert.Single(Read(FlowBytes.Of(1, 0, market)).Commands));
    }

    private static void ExpectCode(string code, byte[] file) =>
        Assert.Equal(code, Assert.Throws<LabException>(() => Read(file)).Code);

    private static OrderFlow Read(byte[] file) => OrderFlowFile.Read(new MemoryStream(file), "flow.ofw");
}
