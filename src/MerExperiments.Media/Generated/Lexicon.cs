namespace MerExperiments.Media.Generated;

/// <summary>The clauses of the generated transcripts, Chinese with an English gloss. Lists overlap on purpose: few words belong to one emotion alone.</summary>
internal static class Lexicon
{
    /// <summary>Who or what a clause is about.</summary>
    public static readonly (string Chinese, string English)[] Openings =
    [
        ("我", "I,"), ("你", "you,"), ("他", "he,"), ("她", "she,"), ("我们", "we,"), ("大家", "everyone,"), ("这个人", "this person,"), ("妈妈", "mum,"),
        ("老板", "boss,"), ("那件事", "that matter,"), ("今天", "today,"), ("昨天晚上", "last night,"), ("刚才", "just now,"), ("其实", "actually,"),
        ("你看", "look,"), ("说真的", "honestly,"), ("反正", "anyway,"), ("", ""), ("", ""), ("", ""),
    ];

    /// <summary>What ends a clause.</summary>
    public static readonly (string Chinese, string English)[] Particles =
        [("", ""), ("", ""), ("", ""), ("啊", ""), ("吧", ""), ("呢", ""), ("了", ""), ("嘛", ""), ("呀", "")];

    /// <summary>Clauses that tell nothing.</summary>
    public static readonly (string Chinese, string English)[] Fillers =
    [
        ("先去公司一趟", "going to the office first"), ("把门关上", "close the door"), ("等一会儿再说", "talk about it later"), ("去楼下买点东西", "buying something downstairs"),
        ("在路上遇到他", "met him on the way"), ("已经打过电话", "already called"), ("明天还要上班", "work again tomorrow"), ("把文件放在桌上", "put the papers on the table"),
        ("听她说过这件事", "heard her mention it"), ("坐下来喝杯水", "sit down and have some water"), ("从学校回来", "came back from school"), ("跟你讲一件事", "let me tell you something"),
        ("你到底在说什么", "what are you talking about"), ("怎么会在这里", "how come you are here"), ("知道这个消息", "know this news"), ("想起以前的日子", "remember the old days"),
        ("开车去医院", "drive to the hospital"), ("孩子还在家里", "the child is still at home"), ("晚上一起吃饭", "dinner together tonight"), ("看到那封信", "saw that letter"),
        ("收拾一下房间", "tidy the room"), ("没有什么关系", "it does not matter"), ("按照计划来做", "do it by the plan"), ("过几天再联系", "be in touch in a few days"),
    ];

    /// <summary>Words of a good feeling, whichever it is.</summary>
    public static readonly (string Chinese, string English)[] Pleasant =
        [("真的太棒", "really great"), ("真没想到这么好", "never thought it would be so good"), ("好厉害", "impressive"), ("太好", "wonderful"), ("真有意思", "how interesting"), ("居然成功", "it even worked")];

    /// <summary>Words of a bad feeling, whichever it is.</summary>
    public static readonly (string Chinese, string English)[] Unpleasant =
    [
        ("真的受不了", "cannot bear it"), ("为什么会这样", "why is it like this"), ("怎么办", "what to do"), ("太过分", "too much"), ("心里很难受", "feel terrible"),
        ("不要再说", "say no more"), ("都怪你", "it is all your fault"), ("根本没人管", "nobody cares at all"),
    ];

    /// <summary>Clauses tinted by each emotion, in the order of <see cref="Emotion"/>.</summary>
    public static readonly (string Chinese, string English)[][] Tinted =
    [
        [
            ("觉得可以", "think it is fine"), ("一般来说是这样", "generally it is so"), ("按规定办", "follow the rules"), ("应该差不多", "should be about right"),
            ("具体情况还要看", "depends on the details"), ("我先介绍一下", "let me introduce it first"), ("大概三点钟到", "arrive at about three"), ("可以考虑一下", "could consider it"),
            ("这个问题比较简单", "this question is simple"), ("没什么特别的", "nothing special"),
        ],
        [
            ("给我滚出去", "get out"), ("你疯了吗", "are you mad"), ("气死我", "I am furious"), ("闭嘴", "shut up"), ("凭什么这样对我", "what right have you to treat me so"),
            ("简直不要脸", "shameless"), ("再说一遍试试", "say that again if you dare"), ("少跟我来这套", "do not try that on me"), ("欺人太甚", "this is going too far"), ("我跟你没完", "I am not done with you"),
        ],
        [
            ("太开心", "so happy"), ("哈哈真好玩", "haha, what fun"), ("我爱死这里", "I love this place"), ("终于等到这一天", "finally this day has come"), ("恭喜恭喜", "congratulations"),
            ("谢谢你们", "thank you all"), ("今天是个好日子", "today is a good day"), ("高兴得睡不着", "too glad to sleep"), ("我们赢", "we won"), ("喜欢得不得了", "like it very much"),
        ],
        [
            ("再也回不来", "never coming back"), ("眼泪止不住", "cannot stop the tears"), ("好想他", "miss him so much"), ("对不起都是我的错", "sorry, it is all my fault"), ("一个人好孤单", "so lonely alone"),
            ("他已经走", "he has passed away"), ("没有希望", "no hope"), ("心都碎", "heart is broken"), ("为什么离开我", "why leave me"), ("什么都没有", "nothing is left"),
        ],
        [
            ("会不会出事", "could something have happened"), ("我有点害怕", "I am a little afraid"), ("万一来不及", "what if it is too late"), ("电话一直打不通", "the call does not go through"), ("医生怎么说", "what does the doctor say"),
            ("千万别出事", "please let nothing happen"), ("你没事吧", "are you all right"), ("心里一直不安", "uneasy all along"), ("还没有消息", "still no news"), ("要是被发现怎么办", "what if we are found out"),
        ],
        [
            ("什么", "what"), ("真的假的", "really or not"), ("怎么可能", "how is that possible"), ("吓我一跳", "you startled me"), ("天哪", "heavens"),
            ("你怎么突然来", "how come you suddenly came"), ("我没听错", "did I hear right"), ("原来是你", "so it was you"), ("不敢相信", "cannot believe it"), ("居然是这样", "so that is how it is"),
        ],
    ];

    /// <summary>The words shared by the emotions of the same valence; neutral shares the fillers, surprise both sides.</summary>
    public static (string Chinese, string English)[] Shared(Emotion emotion, Draw draw) => emotion switch
    {
        Emotion.Neutral => Fillers,
        Emotion.Happy => Pleasant,
        Emotion.Surprise => draw.Chance(0.7) ? Pleasant : Unpleasant,
        _ => Unpleasant,
    };
}
