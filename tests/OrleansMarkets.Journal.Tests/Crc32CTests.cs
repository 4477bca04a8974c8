using System.Numerics;
using System.Text;

namespace OrleansMarkets.Journal.Tests;

public sealed class Crc32CTests
{
    [Fact]
    public void The_check_value_of_the_standard() => Assert.Equal(0xE306_9283U, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void Every_length_and_every_cut_gives_what_one_byte_after_the_other_gives()
    {
        byte[] bytes = new byte[67];
        new Random(1).NextBytes(bytes);
        for (int length = 0; length <= bytes.Length; length++)
        {
            uint expected = Crc32C.Start;
            for (int at = 0; at < length; at++)
            {
                expected = BitOperations.Crc32C(expected, bytes[at]);
            }

            for (int cut = 0; cut <= length; cut++)
            {
                uint state = Crc32C.Update(Crc32C.Start, bytes.AsSpan(0, cut));
                Assert.Equal(expected, Crc32C.Update(state, bytes.AsSpan(cut, length - cut)));
            }
        }
    }
}
