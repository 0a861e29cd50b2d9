use twilio_proxy_sandbox::{Sandbox, SandboxBuilder};

use crate::caller::{deleted, get, list_url, posted, text};

#[tokio::test]
async fn the_same_seed_serves_the_same_and_another_one_does_not() {
    let mut served = Vec::new();
    for seed in [7, 7, 8] {
        let sandbox = Sandbox::builder()
            .seed(seed)
            .interactions(3)
            .start()
            .await
            .unwrap();
        let body = get(&sandbox, &list_url(&sandbox))
            .await
            .text()
            .await
            .unwrap();
        served.push(body.replace(sandbox.base_url(), ""));
    }
    assert_eq!(served[0], served[1]);
    assert_ne!(served[0], served[2]);
}

/// Everything that a life with several requests leaves, the port aside.
async fn life(seed: u64) -> Vec<String> {
    let sandbox = Sandbox::builder().seed(seed).sessions(2).participants(2);
    let sandbox = sandbox.start().await.unwrap();
    let messages = list_url(&sandbox);
    let session = messages.split("/Participants").next().unwrap();
    let service = posted(&sandbox, "/v1/Services", &[("UniqueName", "one")]).await;
    posted(
        &sandbox,
        text(&service, "/links/phone_numbers"),
        &[("PhoneNumber", "+15550199")],
    )
    .await;
    let created = posted(&sandbox, text(&service, "/links/sessions"), &[]).await;
    let people = text(&created, "/links/participants");
    posted(&sandbox, people, &[("Identifier", "+15550100")]).await;
    posted(&sandbox, &messages, &[("Body", "hello")]).await;
    deleted(&sandbox, text(&created, "/url")).await;
    let mut left = Vec::new();
    for list in [
        &format!("{}/v1/Services", sandbox.base_url()),
        text(&service, "/links/phone_numbers"),
        text(&service, "/links/sessions"),
        &format!("{session}/Participants"),
        &format!("{session}/Interactions?PageSize=1000"),
        &messages,
    ] {
        let body = get(&sandbox, list).await.text().await.unwrap();
        left.push(body.replace(sandbox.base_url(), ""));
    }
    left
}

#[tokio::test]
async fn the_same_requests_leave_the_same_bytes() {
    let first = life(7).await;
    assert_eq!(first, life(7).await);
    assert_ne!(first, life(8).await);
}

#[tokio::test]
async fn the_first_records_are_the_same_however_many_there_are() {
    let small = Sandbox::builder().start().await.unwrap();
    let large = Sandbox::builder()
        .services(3)
        .sessions(4)
        .participants(2)
        .interactions(5);
    let large = large.start().await.unwrap();
    assert_eq!(
        list_url(&small).replace(small.base_url(), ""),
        list_url(&large).replace(large.base_url(), "")
    );
    assert!(get(&large, &list_url(&large)).await.status().is_success());
}

#[tokio::test]
async fn the_auth_token_is_random_unless_there_is_a_seed() {
    let token = async |builder: SandboxBuilder| {
        let sandbox = builder.start().await.unwrap();
        assert!(get(&sandbox, "/v1/Services").await.status().is_success());
        (
            sandbox.account_sid().to_owned(),
            sandbox.auth_token().to_owned(),
        )
    };
    let seeded = token(Sandbox::builder().seed(1)).await;
    assert_eq!(seeded, token(Sandbox::builder().seed(1)).await);
    assert_ne!(seeded.1, token(Sandbox::builder().seed(2)).await.1);

    let unseeded = [
        token(Sandbox::builder()).await,
        token(Sandbox::builder()).await,
    ];
    assert_eq!(
        unseeded[0].0, unseeded[1].0,
        "SIDs are the same without a seed"
    );
    assert_ne!(unseeded[0].1, unseeded[1].1);
    for (account, token) in unseeded {
        assert_ne!(token, seeded.1);
        assert_eq!((account, token.len()), (seeded.0.clone(), 32));
    }
}
