using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Accounts;

public sealed class AccountStateTests
{
    private const string Usdt = "USDT";

    [Fact]
    public void A_deposit_and_a_withdrawal_move_money_against_the_outside()
    {
        var log = new AccountLog(7);
        Assert.Equal(ResultCode.Ok, log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000)).Code);
        Assert.Equal((1_000, -1_000), (log.State.Balance(Usdt), log.State.Balance(Usdt, LedgerBucket.External)));
        Assert.Equal(ResultCode.Ok, log.Execute(AccountCommand.Withdraw(Id(2), Usdt, 400, 400)).Code);
        Assert.Equal((600, -600), (log.State.Balance(Usdt), log.State.Balance(Usdt, LedgerBucket.External)));
        Assert.Equal(ResultCode.InsufficientBalance, log.Execute(AccountCommand.Withdraw(Id(3), Usdt, 401, 400)).Code);
        Assert.Equal(600, log.State.Balance(Usdt));
    }

    [Fact]
    public void A_credit_counts_for_risk_when_durable_and_a_debit_when_decided()
    {
        var log = new AccountLog(7);
        long deposit = log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000)).Sequence;
        Assert.Equal((1_000, 0), (log.State.Balance(Usdt), log.State.SafeBalance(Usdt)));
        log.State.MarkDurable(deposit);
        Assert.Equal(1_000, log.State.SafeBalance(Usdt));
        log.Execute(AccountCommand.Withdraw(Id(2), Usdt, 300, 1_000));
        log.Execute(AccountCommand.ReceiveTransfer(8, 1, Usdt, 50));
        Assert.Equal((750, 700), (log.State.Balance(Usdt), log.State.SafeBalance(Usdt)));
        log.Restart();
        Assert.Equal(750, log.State.SafeBalance(Usdt));
    }

    [Fact]
    public void The_same_id_repeats_the_result_and_another_body_is_refused()
    {
        var log = new AccountLog(7);
        log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000));
        AccountOutcome refused = log.Execute(AccountCommand.Withdraw(Id(2), Usdt, 600, 500));
        Assert.Equal(ResultCode.InsufficientBalance, refused.Code);

        // Meanwhile there would be enough: the refusal stands.
        AccountOutcome again = log.Execute(AccountCommand.Withdraw(Id(2), Usdt, 600, 1_000));
        Assert.Equal((ResultCode.InsufficientBalance, true, false), (again.Code, again.IsRepeat, again.HasRecord));
        AccountOutcome repeated = log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000));
        Assert.Equal((ResultCode.Ok, true, false), (repeated.Code, repeated.IsRepeat, repeated.HasRecord));
        Assert.Equal(ResultCode.DuplicateIdDifferentBody, log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_001)).Code);
        Assert.Equal(ResultCode.DuplicateIdDifferentBody, log.Execute(AccountCommand.Withdraw(Id(1), Usdt, 1_000, 1_000)).Code);
        Assert.Equal(1_000, log.State.Balance(Usdt));
        log.Restart();
        Assert.True(log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000)).IsRepeat);
    }

    [Fact]
    public void Results_are_forgotten_after_their_time_the_same_way_live_and_in_replay()
    {
        var log = new AccountLog(7);
        log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000));
        log.NowNs += AccountLimits.ResultRetentionNs - 1;
        Assert.True(log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000)).IsRepeat);
        log.NowNs += 1;
        Assert.Equal(log.Replay().StateHash(), log.State.StateHash());
        Assert.False(log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000)).IsRepeat);
        Assert.Equal(2_000, log.State.Balance(Usdt));
        Assert.Equal(log.Replay().StateHash(), log.State.StateHash());
    }

    [Fact]
    public void Malformed_commands_change_nothing()
    {
        var log = new AccountLog(7);
        AccountCommand[] malformed =
        [
            AccountCommand.Deposit(CommandId.None, Usdt, 1),
            AccountCommand.Deposit(Id(1), "", 1),
            AccountCommand.Deposit(Id(1), new string('A', 65), 1),
            AccountCommand.Deposit(Id(1), Usdt, 0),
            AccountCommand.Deposit(Id(1), Usdt, -1),
            AccountCommand.Deposit(Id(1), Usdt, long.MaxValue),
            AccountCommand.SendTransfer(Id(1), 7, Usdt, 1, 1),
            AccountCommand.SendTransfer(Id(1), 0, Usdt, 1, 1),
            AccountCommand.ReceiveTransfer(8, 0, Usdt, 1),
            AccountCommand.ReceiveTransfer(8, AccountLimits.MaximumOpenTransfers + 1, Usdt, 1),
            AccountCommand.AcknowledgeTransfer(8, 1),
            AccountCommand.RecordStep(1, "BTCUSDT-PERP", 1, 1, 1),
            AccountCommand.EndEpisode(1, EpisodeEndReason.Closed),
            AccountCommand.SettleHold(8, 1, 0),
            AccountCommand.JoinMarket(""),
            AccountCommand.RecordStep(1, "A", 1, 1, long.MaxValue),
            default,
        ];
        foreach (AccountCommand command in malformed)
        {
            AccountOutcome outcome = log.Execute(command);
            Assert.Equal((ResultCode.InvalidRequest, false), (outcome.Code, outcome.HasRecord));
        }

        Assert.Equal(0, log.State.Sequence);
    }

    [Fact]
    public void A_balance_that_would_overflow_is_refused()
    {
        var log = new AccountLog(7);
        for (ulong i = 1; i <= 4; i++)
        {
            Assert.Equal(ResultCode.Ok, log.Execute(AccountCommand.Deposit(Id(i), Usdt, AccountLimits.MaximumAmountQuanta)).Code);
        }

        Assert.Equal(ResultCode.Unavailable, log.Execute(AccountCommand.Deposit(Id(5), Usdt, 1)).Code);
        Assert.Equal(ResultCode.Unavailable, log.Execute(AccountCommand.ReceiveTransfer(8, 1, Usdt, 1)).Code);
        Assert.Equal(AccountLimits.MaximumBalanceQuanta, log.State.Balance(Usdt));
    }

    [Fact]
    public void A_market_joins_once()
    {
        var log = new AccountLog(7);
        Assert.True(log.Execute(AccountCommand.JoinMarket("B")).HasRecord);
        Assert.True(log.Execute(AccountCommand.JoinMarket("A")).HasRecord);
        AccountOutcome again = log.Execute(AccountCommand.JoinMarket("B"));
        Assert.Equal((ResultCode.Ok, true, false), (again.Code, again.IsRepeat, again.HasRecord));
        Assert.Equal(["A", "B"], log.State.Markets);
        Assert.True(log.Replay().HasMarket("A"));
    }

    [Fact]
    public void An_episode_is_started_stepped_and_ended_once_and_keeps_money_inside()
    {
        var log = new AccountLog(7);
        Assert.Equal(ResultCode.NotLiquidatable, log.Execute(AccountCommand.StartEpisode(100, 100)).Code);
        Assert.Equal(1, log.Execute(AccountCommand.StartEpisode(99, 100)).Number);
        AccountOutcome second = log.Execute(AccountCommand.StartEpisode(-5, 100));
        Assert.Equal((ResultCode.LiquidationInProgress, 1), (second.Code, second.Number));
        Assert.Equal(ResultCode.AccountInLiquidation, log.Execute(AccountCommand.Withdraw(Id(1), Usdt, 1, 100)).Code);
        Assert.Equal(ResultCode.AccountInLiquidation, log.Execute(AccountCommand.SendTransfer(Id(2), 8, Usdt, 1, 100)).Code);
        Assert.True(log.Execute(AccountCommand.RecordStep(1, "A", 1, 5_000, 25)).HasRecord);
        Assert.False(log.Execute(AccountCommand.RecordStep(1, "A", 1, 5_000, 25)).HasRecord);
        Assert.True(log.Execute(AccountCommand.RecordStep(1, "A", 2, 1_000, 0)).HasRecord);
        Assert.True(log.Execute(AccountCommand.RecordStep(1, "B", 1, 70, 1)).HasRecord);
        Assert.Equal(ResultCode.InvalidRequest, log.Execute(AccountCommand.RecordStep(2, "A", 3, 1, 1)).Code);
        log.Restart();
        LiquidationEpisode episode = Assert.NotNull(log.State.Episode);
        Assert.Equal((3, 6_070, 26), (episode.Steps, episode.ClosedQuanta, episode.FeesQuanta));
        Assert.Equal((99, 100), (episode.EquityQuanta, episode.MaintenanceQuanta));
        Assert.Equal((2, 1), (log.State.LastStep("A"), log.State.LastStep("B")));
        Assert.True(log.Execute(AccountCommand.EndEpisode(1, EpisodeEndReason.Recovered)).HasRecord);
        Assert.True(log.Execute(AccountCommand.EndEpisode(1, EpisodeEndReason.Recovered)).IsRepeat);
        Assert.Null(log.State.Episode);
        Assert.Equal(2, log.Execute(AccountCommand.StartEpisode(0, 1)).Number);
        Assert.Equal(0, log.State.LastStep("A"));
    }

    [Theory]
    [InlineData(1_000, 400, 600)] // part of it
    [InlineData(1_000, 1_000, 0)] // to the last quantum
    [InlineData(1_000, 0, 1_000)] // nothing: everything returns
    public void A_hold_pays_the_exact_deficit_and_returns_the_rest_in_one_record(long held, long deficit, long left)
    {
        var insurance = new AccountLog(-2);
        insurance.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000));
        Assert.Equal(held, insurance.Execute(AccountCommand.PlaceHold(7, 3, Usdt, held, 1_000)).Number);
        Assert.Equal(held, insurance.Execute(AccountCommand.PlaceHold(7, 3, Usdt, 5, 1_000)).Number);
        Assert.Equal((0, held), (insurance.State.Balance(Usdt), insurance.State.Balance(Usdt, LedgerBucket.Held)));
        long before = insurance.State.Sequence;
        AccountOutcome paid = insurance.Execute(AccountCommand.SettleHold(7, 3, deficit));
        Assert.Equal((ResultCode.Ok, deficit, before + 1), (paid.Code, paid.Number, paid.Sequence));
        Assert.Equal((left, 0), (insurance.State.Balance(Usdt), insurance.State.Balance(Usdt, LedgerBucket.Held)));
        Assert.Equal(deficit, insurance.State.Balance(Usdt, LedgerBucket.Transit));
        Assert.Equal(deficit > 0 ? 1 : 0, insurance.State.OpenTransfers.Count);
        AccountOutcome again = insurance.Execute(AccountCommand.SettleHold(7, 3, deficit));
        Assert.Equal((ResultCode.Ok, deficit, true), (again.Code, again.Number, again.IsRepeat));

        // The account is exactly whole: its debt and the payment cancel out.
        var account = new AccountLog(7);
        foreach (OpenTransfer transfer in insurance.State.OpenTransfers)
        {
            account.Execute(AccountCommand.ReceiveTransfer(-2, transfer.Number, transfer.Asset, transfer.AmountQuanta));
        }

        Assert.Equal(deficit, account.State.Balance(Usdt));
        Assert.Equal(0, account.State.Balance(Usdt, LedgerBucket.Transit) + insurance.State.Balance(Usdt, LedgerBucket.Transit));
    }

    [Fact]
    public void Insurance_never_holds_or_pays_more_than_there_is()
    {
        var insurance = new AccountLog(-2);
        insurance.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000));
        Assert.Equal(1_000, insurance.Execute(AccountCommand.PlaceHold(7, 3, Usdt, 1_001, 1_000)).Number);
        Assert.Equal(ResultCode.InsufficientBalance, insurance.Execute(AccountCommand.PlaceHold(8, 1, Usdt, 1, 0)).Code);
        Assert.Equal(ResultCode.InsufficientBalance, insurance.Execute(AccountCommand.SettleHold(7, 3, 1_001)).Code);
        Assert.Equal(ResultCode.InvalidRequest, insurance.Execute(AccountCommand.SettleHold(7, 3, -1)).Code);
        Assert.Equal(ResultCode.InvalidRequest, insurance.Execute(AccountCommand.SettleHold(8, 1, 0)).Code);
        insurance.Execute(AccountCommand.SettleHold(7, 3, 0));
        Assert.Equal(ResultCode.InvalidRequest, insurance.Execute(AccountCommand.PlaceHold(7, 3, Usdt, 5, 1_000)).Code);
        Assert.Equal(5, insurance.Execute(AccountCommand.PlaceHold(7, 4, Usdt, 5, 1_000)).Number);
    }

    [Fact]
    public void A_hold_can_be_raised_as_far_as_the_money_goes_and_never_falls()
    {
        var insurance = new AccountLog(-2);
        insurance.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000));
        Assert.Equal(400, insurance.Execute(AccountCommand.PlaceHold(7, 3, Usdt, 400, 1_000)).Number);
        Assert.Equal(700, insurance.Execute(AccountCommand.PlaceHold(7, 3, Usdt, 700, 600)).Number);
        AccountOutcome less = insurance.Execute(AccountCommand.PlaceHold(7, 3, Usdt, 650, 300));
        Assert.Equal((700, false), (less.Number, less.HasRecord));
        Assert.Equal(1_000, insurance.Execute(AccountCommand.PlaceHold(7, 3, Usdt, 5_000, 300)).Number);
        Assert.Equal(1_000, insurance.Execute(AccountCommand.PlaceHold(7, 3, Usdt, 5_000, 0)).Number);
        Assert.Equal((0, 1_000), (insurance.State.Balance(Usdt), insurance.State.Balance(Usdt, LedgerBucket.Held)));
        Assert.Equal(insurance.State.StateHash(), insurance.Replay().StateHash());
        Assert.Equal(1_000, insurance.State.Holds.Single().AmountQuanta);
    }

    [Fact]
    public void Transfers_arrive_once_whatever_the_network_does()
    {
        var cases =
            from steps in Gen.Choose(0, 99).ArrayOf(120)
            select steps;
        Properties.Check(
            cases,
            steps =>
            {
                var sender = new AccountLog(7);
                var receiver = new AccountLog(8);
                var underWay = new List<OpenTransfer>();
                var acknowledged = new List<OpenTransfer>();
                sender.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000_000));
                ulong id = 2;
                foreach (int step in steps)
                {
                    underWay.AddRange(step < 30 ? sender.State.OpenTransfers : []);
                    if (step < 15)
                    {
                        sender.Execute(AccountCommand.SendTransfer(Id(id++), 8, Usdt, step + 1, long.MaxValue));
                    }
                    else if (step < 70 && underWay.Count > 0)
                    {
                        // A message arrives, perhaps for the second time, in any order; its acknowledgement may be lost.
                        OpenTransfer transfer = underWay[step * 7 % underWay.Count];
                        Assert.Equal(ResultCode.Ok, Receive(receiver, transfer).Code);
                        acknowledged.Add(transfer);
                    }
                    else if (step < 90 && acknowledged.Count > 0)
                    {
                        OpenTransfer transfer = acknowledged[step * 5 % acknowledged.Count];
                        Assert.Equal(ResultCode.Ok, sender.Execute(AccountCommand.AcknowledgeTransfer(8, transfer.Number)).Code);
                    }
                    else if (step >= 95)
                    {
                        sender.Restart();
                        receiver.Restart();
                    }
                }

                while (sender.State.OpenTransfers.FirstOrDefault() is { Number: > 0 } open)
                {
                    Receive(receiver, open);
                    sender.Execute(AccountCommand.AcknowledgeTransfer(8, open.Number));
                }

                long sent = sender.State.Balance(Usdt, LedgerBucket.Transit);
                Assert.Equal(-sent, receiver.State.Balance(Usdt, LedgerBucket.Transit));
                Assert.Equal(1_000_000, sender.State.Balance(Usdt) + receiver.State.Balance(Usdt));
            },
            200);
    }

    [Fact]
    public void Open_transfers_are_bounded_and_never_run_ahead_of_the_receivers_memory()
    {
        var sender = new AccountLog(7);
        var receiver = new AccountLog(8);
        for (int i = 1; i <= AccountLimits.MaximumOpenTransfers; i++)
        {
            Assert.Equal(i, sender.Execute(AccountCommand.SendTransfer(Id((ulong)i), 8, Usdt, 1, 1_000)).Number);
        }

        Assert.Equal(ResultCode.Unavailable, sender.Execute(AccountCommand.SendTransfer(Id(900), 8, Usdt, 1, 1_000)).Code);

        // All but the first are acknowledged: there is room in the list, but the receiver could not tell the next one from an invention.
        for (int i = 2; i <= AccountLimits.MaximumOpenTransfers; i++)
        {
            Assert.Equal(ResultCode.Ok, receiver.Execute(AccountCommand.ReceiveTransfer(7, i, Usdt, 1)).Code);
            sender.Execute(AccountCommand.AcknowledgeTransfer(8, i));
        }

        Assert.Equal(ResultCode.Unavailable, sender.Execute(AccountCommand.SendTransfer(Id(901), 8, Usdt, 1, 1_000)).Code);
        Assert.Equal(ResultCode.Ok, receiver.Execute(AccountCommand.ReceiveTransfer(7, 1, Usdt, 1)).Code);
        sender.Execute(AccountCommand.AcknowledgeTransfer(8, 1));
        AccountOutcome next = sender.Execute(AccountCommand.SendTransfer(Id(902), 8, Usdt, 1, 1_000));
        Assert.Equal(ResultCode.Ok, receiver.Execute(AccountCommand.ReceiveTransfer(7, next.Number, Usdt, 1)).Code);
        Assert.Equal(AccountLimits.MaximumOpenTransfers + 1, receiver.State.Balance(Usdt));
    }

    [Fact]
    public void Replay_audit_and_snapshot_agree_with_the_live_state_and_every_log_sums_to_zero()
    {
        Properties.Check(
            Commands(),
            commands =>
            {
                var log = new AccountLog(7);
                var audited = new AccountState(7);
                foreach (AccountCommand command in commands)
                {
                    log.NowNs += 1_000_000;
                    log.Execute(command);
                    foreach (string asset in log.State.Assets)
                    {
                        Assert.Equal(0, Enum.GetValues<LedgerBucket>().Sum(bucket => log.State.Balance(asset, bucket)));
                    }
                }

                foreach (byte[] record in log.Records)
                {
                    AuditOutcome outcome = audited.Audit(record);
                    Assert.True(outcome.Matches, outcome.Detail);
                }

                byte[] hash = log.State.StateHash();
                Assert.Equal(hash, log.Replay().StateHash());
                Assert.Equal(hash, audited.StateHash());
                var writer = new RecordWriter();
                log.State.WriteSnapshot(writer);
                AccountState restored = AccountState.ReadSnapshot(writer.Written);
                Assert.Equal(hash, restored.StateHash());
                Assert.Equal(log.State.Sequence, restored.Sequence);
            },
            300);
    }

    [Fact]
    public void A_changed_amount_is_found_by_the_audit_and_a_changed_order_by_the_fold()
    {
        var log = new AccountLog(7);
        log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000));
        log.Execute(AccountCommand.Deposit(Id(2), Usdt, 50));
        var state = new AccountState(7);
        Assert.Throws<CorruptRecordException>(() => state.Fold(log.Records[1]));
        byte[] changed = [.. log.Records[0]];
        changed[^1] ^= 1;
        AuditOutcome outcome = state.Audit(changed);
        Assert.False(outcome.Matches);
        Assert.Equal(changed.Length - 1, outcome.FirstDifference);
        Assert.Throws<CorruptRecordException>(() => new AccountState(8).Fold(log.Records[0]));
    }

    [Fact]
    public void Truncated_bytes_are_corrupt_and_nothing_else()
    {
        var log = new AccountLog(7);
        log.Execute(AccountCommand.Deposit(Id(1), Usdt, 1_000));
        log.Execute(AccountCommand.SendTransfer(Id(2), 8, Usdt, 10, 1_000));
        var writer = new RecordWriter();
        log.State.WriteSnapshot(writer);
        byte[] snapshot = writer.Written.ToArray();
        for (int length = 0; length < snapshot.Length; length++)
        {
            Assert.Throws<CorruptRecordException>(() => AccountState.ReadSnapshot(snapshot.AsSpan(0, length)));
        }

        for (int length = 0; length < log.Records[0].Length; length++)
        {
            Assert.Throws<CorruptRecordException>(() => new AccountState(7).Fold(log.Records[0].AsSpan(0, length)));
        }
    }

    [Fact]
    public void Time_never_goes_back_in_the_log()
    {
        var log = new AccountLog(7) { NowNs = 5_000 };
        log.Execute(AccountCommand.JoinMarket("A"));
        log.NowNs = 10;
        log.Execute(AccountCommand.JoinMarket("B"));
        Assert.Equal(5_001, log.State.TimeNs);
        Assert.Equal(5_001, log.Replay().TimeNs);
    }

    private static AccountOutcome Receive(AccountLog receiver, OpenTransfer transfer) =>
        receiver.Execute(AccountCommand.ReceiveTransfer(7, transfer.Number, transfer.Asset, transfer.AmountQuanta));

    private static CommandId Id(ulong number) => new(1, number);

    private static Gen<AccountCommand[]> Commands()
    {
        Gen<AccountCommand> command =
            from kind in Gen.Choose(0, 11)
            from asset in Gen.Elements(Usdt, "BTC")
            from amount in Properties.Magnitude(AccountLimits.MaximumAmountQuanta >> 8)
            from id in Gen.Choose(0, 30)
            from number in Gen.Choose(0, 4)
            from peer in Gen.Choose(5, 9)
            select kind switch
            {
                0 or 1 => AccountCommand.Deposit(Id((ulong)id), asset, amount),
                2 => AccountCommand.Withdraw(Id((ulong)id), asset, amount, amount / 2 * id),
                3 => AccountCommand.SendTransfer(Id((ulong)id), peer, asset, amount, amount / 2 * id),
                4 => AccountCommand.ReceiveTransfer(peer, number, asset, amount),
                5 => AccountCommand.AcknowledgeTransfer(peer, number),
                6 => AccountCommand.JoinMarket($"M{id}"),
                7 => AccountCommand.StartEpisode(amount - 1, amount),
                8 => AccountCommand.RecordStep(number, $"M{peer}", id, amount, 1),
                9 => AccountCommand.EndEpisode(number, (EpisodeEndReason)peer),
                10 => AccountCommand.PlaceHold(peer, number, asset, amount, amount / 2 * id),
                _ => AccountCommand.SettleHold(peer, number, id),
            };
        return command.ArrayOf(60);
    }
}
