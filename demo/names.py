"""Names as they occur at a Moroccan counter, in both scripts."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FAMILIES = _words("""
Alaoui Amrani Bennani Tazi Fassi Berrada Benjelloun Chraibi Idrissi Filali Bouazza Lahlou Kettani Sqalli
Bennis Cherkaoui Naciri Ouazzani Tahiri Mansouri Rachidi Zniber Benkirane Lamrani Slaoui Guessous Skalli
Bensouda Mernissi Squalli Benchekroun Belkhayat Benabdallah Boutaleb Daoudi Drissi Ennaji Erraji Hajji
Haddad Hakimi Hamdaoui Harrak Hassani Jabri Jalal Kabbaj Kadiri Karimi Khalidi Khattabi Laaroussi Lahbabi
Loudiyi Maaroufi Mekouar Mekki Moutawakil Najib Nejjar Ouali Oufkir Qadiri Rami Rahmouni Raissouni
Regragui Sabri Sahli Salhi Sebti Sefrioui Serghini Tadlaoui Temsamani Touzani Yacoubi Zahidi Zaidi
Zerouali Ziani Zouhair Azzouzi Aziz Badaoui Bakkali Barakat Belhaj Benali Benhima Benmoussa Bensaid
Berrahal Bouhaddou Boukili Boulahcen Bourkia Bousfiha Bouzidi Chaoui Chafik Dahbi Elbaz Essaadi Fadili
Fikri Ghali Gharbi Haimoud Hilali Iraqi Jebli Kaddouri Laghrissi Lakhdar Mabrouk Mouline Nassiri Ouchen
Outaleb Oubella Ouahbi Amzil Aourir Ait-Ali Ait-Benhaddou Ait-Taleb Akesbi Amhaouch Azeroual Bouzekri Izem
""")

PREFIXES = ("", "", "", "", "El ")
"""Prefixes for a family name that has none."""

WOMEN = _words("""
Salma Fatima Khadija Amina Zineb Nadia Latifa Samira Hanane Naima Karima Malika Souad Houda Ghizlane Imane
Sanaa Meryem Hajar Oumaima Chaimae Ikram Kaoutar Loubna Siham Asmae Rajae Wafae Btissam Nawal Laila
Yasmine Rim Aya Doha Hafsa Safae Jihane Ilham Fadoua Mouna Bouchra Rachida Saida Habiba Zahra Fatima-Zahra
Oum-Kaltoum Lalla-Aicha Aicha Rkia Tamou Itto Touda Jeanne Marie Sara Lina Ines
""")

MEN = _words("""
Mohamed Ahmed Youssef Karim Hassan Hicham Rachid Said Khalid Abdellah Mustapha Omar Ali Hamza Anas Ayoub
Amine Mehdi Othmane Zakaria Ismail Ilyas Adil Jamal Nabil Fouad Driss Brahim Aziz Larbi Lahcen Houcine
Bouchaib Abdelkader Abdelilah Abdelhak Abderrahim Abdessamad Noureddine Azeddine Salaheddine Taoufik Reda
Soufiane Tarik Yassine Walid Marouane Badr Bilal Redouane Moulay-Ali Sidi-Mohamed Jean Pierre Simon Idir
Ziri Aksil
""")

ARABIC_FAMILIES = _words("""
العلوي الأمراني بناني التازي الفاسي برادة بنجلون الشرايبي الإدريسي الفيلالي لحلو الكتاني السقلي بنيس
الشرقاوي الناصري الوزاني الطاهري المنصوري الرشيدي بنكيران السلاوي الحجوي الحداد الحكيمي الخطابي العروسي
المعروفي الزهيري اليعقوبي
""")

ARABIC_WOMEN = _words("""
سلمى فاطمة خديجة أمينة زينب نادية لطيفة سميرة حنان نعيمة مليكة سعاد هدى مريم هاجر عائشة
""")

ARABIC_MEN = _words("""
محمد أحمد يوسف كريم حسن هشام رشيد سعيد خالد عبد-الله مصطفى عمر علي حمزة أنس إدريس
""")

PHARMACIES = ("Ibn Sina", "Al Andalous", "de la Gare", "Atlas", "Ennakhil", "Chifaa")
"""Colleagues, who borrow and give back."""

LARGE_ACCOUNTS = (
    "Maison de retraite Dar Al Amane",
    "Clinique Al Farabi",
    "Association Nour pour diabétiques",
    "Centre d'hémodialyse Assalam",
    "Résidence Les Oliviers",
    "École Al Massira",
    "Coopérative Argan du Souss",
    "Cabinet Dr Benhima",
)
"""Houses that buy for many; the first has the 5 000 operations."""
